namespace Gdpr.Toolkit.Purposes;

/// <summary>What the running asynchronous flow reads for.</summary>
internal sealed class PurposeScope : IDisposable
{
    private static readonly AsyncLocal<PurposeScope?> Flow = new();

    private readonly PurposeScope? _outer;
    private bool _isOver;

    private PurposeScope(string? purpose) => (Purpose, _outer) = (purpose, Current);

    /// <summary>Gets the innermost scope that is not over.</summary>
    public static PurposeScope? Current
    {
        get
        {
            var scope = Flow.Value;
            while (scope is { _isOver: true })
            {
                scope = scope._outer;
            }

            return scope;
        }
    }

    /// <summary>Gets the purpose; null while the library itself exercises somebody's right, for which everything is read.</summary>
    public string? Purpose { get; }

    public static PurposeScope Begin(string purpose) => Enter(new PurposeScope(purpose));

    /// <summary>Reads for the rights of the person: plans, proofs and exports show what is retained as well.</summary>
    public static PurposeScope BeginRight() => Enter(new PurposeScope(purpose: null));

    public void Dispose()
    {
        _isOver = true;
        Flow.Value = Current;
    }

    private static PurposeScope Enter(PurposeScope scope)
    {
        Flow.Value = scope;
        return scope;
    }
}
