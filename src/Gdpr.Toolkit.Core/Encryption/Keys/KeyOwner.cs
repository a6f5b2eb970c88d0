using System.Diagnostics.CodeAnalysis;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Whose a key is. Thread-safe.</summary>
/// <remarks>
/// Rows name their person by id, keys by a reference that costs an HMAC to compute. Who was recognised last is remembered in plain, so that
/// the next value under the same key costs a comparison.
/// </remarks>
/// <param name="reference">The person's reference, or <see langword="null"/> while the key's row is provisional.</param>
internal sealed class KeyOwner(byte[]? reference)
{
    private byte[]? _reference = reference;
    private object? _recognized;

    /// <summary>Gets the person's reference, or <see langword="null"/> while the key's row is provisional.</summary>
    public byte[]? Reference => Volatile.Read(ref _reference);

    /// <summary>Says whose the key is, once that is known.</summary>
    /// <returns><see langword="false"/> when it is known already, and somebody else.</returns>
    public bool TryBind(byte[] reference)
        => Interlocked.CompareExchange(ref _reference, reference, null) is not { } bound || bound.AsSpan().SequenceEqual(reference);

    /// <summary>Whether the key is a person's.</summary>
    /// <typeparam name="TId">The type of the person's key; <see cref="CompositeId"/> where it has several values.</typeparam>
    public bool Is<TId>([DisallowNull] TId id, string kind, Realm realm)
    {
        if (Volatile.Read(ref _recognized) is Recognized<TId> last && EqualityComparer<TId>.Default.Equals(last.Id, id) && last.Kind == kind)
        {
            return true;
        }

        var values = id is CompositeId composite ? composite.Values : [id];
        if (!realm.SubjectReference(tenant: "", kind, CanonicalId.Encode(values)).AsSpan().SequenceEqual(Reference))
        {
            return false;
        }

        Volatile.Write(ref _recognized, new Recognized<TId>(id, kind));
        return true;
    }

    private sealed class Recognized<TId>(TId id, string kind)
    {
        public TId Id { get; } = id;

        public string Kind { get; } = kind;
    }
}
