using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Why a context lets raw SQL write to protected tables at the moment.</summary>
internal sealed class RawSqlScopes : IResettableService
{
    private readonly List<Scope> _open = [];

    /// <summary>Gets the reason of the innermost scope; null outside of any.</summary>
    public string? Reason => _open.Count == 0 ? null : _open[^1].Reason;

    public IDisposable Open(string reason)
    {
        var scope = new Scope(this, reason);
        _open.Add(scope);
        return scope;
    }

    public void ResetState() => _open.Clear();

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }

    private sealed class Scope(RawSqlScopes scopes, string reason) : IDisposable
    {
        public string Reason { get; } = reason;

        public void Dispose() => scopes._open.Remove(this);
    }
}
