using System.Diagnostics.CodeAnalysis;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What compiled queries call before and after each row with encrypted values.</summary>
internal static class RowCheck
{
    /// <summary>Begins a row of the context at work.</summary>
    /// <returns>The row within whose materialisation this one is read, to hand back at the end; null nearly always.</returns>
    public static OpenedRow? Begin() => ColumnScope.Current?.Row.Begin();

    /// <summary>Ends a row that tells its person's key.</summary>
    /// <exception cref="WrongSubjectException">A value of the row is under a key of somebody else.</exception>
    public static void EndWithPerson<TId>(OpenedRow? outer, RowSubject subject, bool isKnown, [DisallowNull] TId id)
    {
        if (ColumnScope.Current is not { } keyring || keyring.Row.End(outer) is not { } row)
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
        if (ColumnScope.Current is { } keyring && keyring.Row.End(outer) is { Keys.Count: > 0 } row)
        {
            Require(new RowPerson(keyring), row, subject, TrackedPeople.Find(keyring.Context, subject, link));
        }
    }

    /// <summary>Keeps whose an object is until EF has read its JSON documents, which it does after the row itself.</summary>
    public static void Keep(object holder, RowSubject subject, object?[] key) => ColumnScope.Current?.Row.Keep(new DocumentHolder(holder, subject, key));

    /// <summary>Ends one JSON document of an object.</summary>
    /// <exception cref="WrongSubjectException">A value of the document is under a key of somebody else. Nothing of the row is tracked then.</exception>
    public static void EndDocument(OpenedRow? outer, object? holder)
    {
        if (ColumnScope.Current is not { } keyring || keyring.Row.End(outer) is not { Keys.Count: > 0 } row || holder is null
            || (keyring.Row.FindHolder(holder) ?? TrackedPeople.FindHolder(keyring.Context, holder)) is not { } found)
        {
            return;
        }

        try
        {
            Require(new RowPerson(keyring), row, found.Subject, found.PersonIn(keyring.Context));
        }
        catch (WrongSubjectException)
        {
            TrackedPeople.Forget(keyring.Context, holder);
            throw;
        }
    }

    private static void Require(RowPerson person, OpenedRow row, RowSubject subject, object[]? key)
    {
        if (key is null)
        {
            person.RequireOne(row, subject);
        }
        else
        {
            person.Require<object>(row, subject, key.Length == 1 ? key[0] : new CompositeId(key));
        }
    }
}
