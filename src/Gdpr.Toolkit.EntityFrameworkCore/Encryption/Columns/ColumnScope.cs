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
    private static WeakReference<SubjectKeyring>? _last;

    [ThreadStatic]
    private static ICommandKeys? _keys;

    /// <summary>Gets whether EF is building a command, and comparing the values of shared columns for it.</summary>
    public static bool IsBuildingCommand => _keys is not null;

    /// <summary>Gets the keyring of the context that works on this thread; null outside such work.</summary>
    public static SubjectKeyring? Current => _keyring;

    /// <summary>Begins the work of a context on this thread.</summary>
    /// <returns>What was in force before, to hand to <see cref="Leave"/>.</returns>
    public static SubjectKeyring? Enter(DbContext context)
    {
        var previous = _keyring;
        if (previous is null || !ReferenceEquals(previous.Context, context))
        {
            _keyring = Find(context);
            _keyring.Row.Abandon();
        }

        return previous;
    }

    public static void Leave(SubjectKeyring? previous) => _keyring = previous;

    /// <summary>Finds the keyring of a context: that of the row before, as long as one context works on this thread.</summary>
    private static SubjectKeyring Find(DbContext context)
    {
        if (_last is not null && _last.TryGetTarget(out var last) && ReferenceEquals(last.Context, context))
        {
            return last;
        }

        var keyring = context.GetService<SubjectKeyring>();
        if (_last is null)
        {
            _last = new WeakReference<SubjectKeyring>(keyring);
        }
        else
        {
            _last.SetTarget(keyring);
        }

        return keyring;
    }

    /// <summary>Runs what makes EF compare values that are about to be sealed, and write JSON documents with sealed values in them.</summary>
    /// <param name="keys">The keys of the command's person.</param>
    /// <param name="state">What <paramref name="build"/> needs.</param>
    /// <param name="build">What EF does.</param>
    public static TResult BuildCommand<TState, TResult>(ICommandKeys keys, TState state, Func<TState, TResult> build)
    {
        var previous = _keys;
        _keys = keys;
        try
        {
            return build(state);
        }
        finally
        {
            _keys = previous;
        }
    }

    /// <summary>Finds the key that values of a group are sealed under in the command that is being built, or null.</summary>
    public static SubjectKey? FindKey(string group) => _keys?.FindKey(group);

    public static SubjectKeyring RequireKeyring(ColumnBinding column)
        => _keyring ?? throw EncryptionQueryErrors.NoContext(column);
}
