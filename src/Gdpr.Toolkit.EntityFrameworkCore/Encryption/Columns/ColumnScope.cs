using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// Tells a converter, which EF calls with nothing but a value, which context it works for. Set and reset within one
/// synchronous stretch on one thread: a row being materialised, a command's parameters being made, a command being built.
/// </summary>
internal static class ColumnScope
{
    [ThreadStatic]
    private static SubjectKeyring? _keyring;

    [ThreadStatic]
    private static bool _comparing;

    /// <summary>Gets whether EF is comparing the values of shared columns while a command is built.</summary>
    public static bool IsComparingInMemory => _comparing;

    /// <summary>Gets the keyring of the context that works on this thread; null outside such work.</summary>
    public static SubjectKeyring? Current => _keyring;

    /// <summary>Begins the work of a context on this thread.</summary>
    /// <returns>What was in force before, to hand to <see cref="Leave"/>.</returns>
    public static SubjectKeyring? Enter(DbContext context)
    {
        var previous = _keyring;
        if (previous is null || !ReferenceEquals(previous.Context, context))
        {
            _keyring = context.GetService<SubjectKeyring>();
            _keyring.AbandonRow();
        }

        return previous;
    }

    public static void Leave(SubjectKeyring? previous) => _keyring = previous;

    /// <summary>Runs what makes EF compare values that are about to be sealed.</summary>
    public static TResult CompareInMemory<TState, TResult>(TState state, Func<TState, TResult> build)
    {
        var previous = _comparing;
        _comparing = true;
        try
        {
            return build(state);
        }
        finally
        {
            _comparing = previous;
        }
    }

    public static SubjectKeyring RequireKeyring(ColumnBinding column)
        => _keyring ?? throw EncryptionQueryErrors.NoContext(column);
}
