using System.Diagnostics.CodeAnalysis;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What compiled queries call before and after each row with encrypted values.</summary>
internal static class RowCheck
{
    /// <summary>Begins a row of the context at work.</summary>
    /// <returns>The row within whose materialisation this one is read, to hand back at the end; null nearly always.</returns>
    public static OpenedRow? Begin() => ColumnScope.Current?.BeginRow();

    /// <summary>Ends a row that tells its person's key.</summary>
    /// <exception cref="WrongSubjectException">A value of the row is under a key of somebody else.</exception>
    public static void EndWithPerson<TId>(OpenedRow? outer, RowSubject subject, bool isKnown, [DisallowNull] TId id)
    {
        if (ColumnScope.Current is not { } keyring || keyring.EndRow(outer) is not { } row)
        {
            return;
        }

        if (isKnown)
        {
            new RowPerson(keyring).Require(row, subject, id);
        }
        else
        {
            new RowPerson(keyring).RequireOne(row, subject);
        }
    }

    /// <summary>Ends a row whose person only other rows tell: that is looked at as far as the context tracks them.</summary>
    /// <exception cref="WrongSubjectException">Two values of the row are under keys of different people, or one is under a key of another person than the tracked rows say.</exception>
    public static void EndWithLink(OpenedRow? outer, RowSubject subject, object?[] link)
    {
        if (ColumnScope.Current is { } keyring && keyring.EndRow(outer) is { Keys.Count: > 0 } row)
        {
            var person = new RowPerson(keyring);
            person.RequireOne(row, subject);
            if (TrackedPeople.Find(keyring.Context, subject, link) is { } key)
            {
                person.Require<object>(row, subject, key.Length == 1 ? key[0] : new CompositeId(key));
            }
        }
    }
}
