namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>A hash table of terms that is asked with a part of a string, so that a look-up allocates nothing.</summary>
internal sealed class TermTable
{
    private const int Buckets = 1 << 13;

    private readonly List<Term>?[] _buckets = new List<Term>?[Buckets];

    /// <summary>Gets the length of the longest key.</summary>
    public int LongestKey { get; private set; }

    /// <summary>Gets whether there are words that are never personal data.</summary>
    public bool HasExceptions { get; private set; }

    public void Add(Term term)
    {
        HasExceptions |= term.Role == TermRole.Exception;
        var bucket = _buckets[Hash(term.Key, 0, term.Key.Length)] ??= [];
        LongestKey = Math.Max(LongestKey, term.Key.Length);
        var first = bucket.Find(other => other.Key == term.Key);
        if (first is null)
        {
            bucket.Add(term);
            return;
        }

        while (first.Next is { } next)
            first = next;
        first.Next = term;
    }

    /// <summary>Finds the readings of a part of <paramref name="text"/>, also in the English plural.</summary>
    public Term? Find(string text, int start, int length)
        => FindExact(text, start, length)
            ?? (length > 3 && text[start + length - 1] == 's' ? FindExact(text, start, length - 1) : null);

    private Term? FindExact(string text, int start, int length)
    {
        if (length > LongestKey)
            return null;
        var bucket = _buckets[Hash(text, start, length)];
        if (bucket is null)
            return null;

        foreach (var term in bucket)
        {
            if (term.Key.Length == length && string.CompareOrdinal(term.Key, 0, text, start, length) == 0)
                return term;
        }

        return null;
    }

    private static int Hash(string text, int start, int length)
    {
        var hash = 2166136261u;
        for (var i = start; i < start + length; i++)
            hash = (hash ^ text[i]) * 16777619u;

        return (int)((hash ^ (hash >> 15)) & (Buckets - 1));
    }
}
