using System.Buffers.Binary;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Where a key belongs: to a person, by reference, and in a key group. Compared by content.</summary>
internal readonly struct KeyPlace(byte[] subjectRef, string group) : IEquatable<KeyPlace>
{
    public byte[] SubjectRef { get; } = subjectRef;

    public string Group { get; } = group;

    /// <summary>Gives the place of a key that has been bound to a person.</summary>
    public static KeyPlace Of(KeyRow row) => new(row.SubjectRef!, row.Group);

    public bool Equals(KeyPlace other) => SubjectRef.AsSpan().SequenceEqual(other.SubjectRef) && Group == other.Group;

    public override bool Equals(object? obj) => obj is KeyPlace other && Equals(other);

    // A reference is the output of HMAC: any part of it is a good hash. Few people have more than one group.
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(SubjectRef);

    /// <summary>Gives nothing of the place: it links a person's rows and does not belong in a log.</summary>
    public override string ToString() => nameof(KeyPlace);
}
