namespace Gdpr.Toolkit.ArchitectureTests.PublicSurface;

// Declarations of every kind that SurfaceTextTests reads back. They do nothing.
public abstract class Example<T>(T? first) : IDisposable
    where T : class, new()
{
    public const int Answer = 42;

    public event EventHandler? Changed;

    public required IReadOnlyList<string?> Names { get; init; }

    public int? Count => Hidden is null ? null : 1;

    private T? Hidden { get; } = first;

    public abstract Task<T?> FindAsync(string? name = null, int limit = 10);

    public virtual void Dispose()
    {
        Changed?.Invoke(this, EventArgs.Empty);
        GC.SuppressFinalize(this);
    }

    public override string ToString() => "";
}

public sealed record ExampleRecord(int Left, params string[] Right);

public static class ExampleExtensions
{
    public static int Twice(this int number) => number * 2;

    public static bool TryParse(string text, out Guid value) => Guid.TryParse(text, out value);
}

public enum ExampleOrder
{
    First = 1,
    Second = 2,
}
