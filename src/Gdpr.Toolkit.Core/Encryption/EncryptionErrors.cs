namespace Gdpr.Toolkit.Encryption;

/// <summary>Every message of the encryption engine: where, what, what now. Never a value, a key or ciphertext.</summary>
internal static class EncryptionErrors
{
    public static UnknownValueFormatException NoEnvelope(ColumnBinding column) => new(
        $"The value stored for '{column.DisplayName}' is not encrypted by this library. Find out what wrote it, and move "
        + $"existing plaintext with a backfill. See {UnknownValueFormatException.Id}.");

    public static UnknownValueFormatException OtherType(ColumnBinding column, byte stored, Type expected) => new(
        $"The value stored for '{column.DisplayName}' is a '{ValueCodecs.Name(stored)}', but the property reads "
        + $"'{expected.Name}'. Read it with the type it was written with. See {UnknownValueFormatException.Id}.");

    public static ValueTamperedException ValueTampered(ColumnBinding column) => new(
        $"The value stored for '{column.DisplayName}' was changed, cut, or copied from another column or store. "
        + $"See {ValueTamperedException.Id}.");

    public static UnknownValueFormatException NoProtectedFile() => new(
        "The file is not one that IPersonalDataProtector wrote. Find out what wrote it, and protect existing plaintext files once. "
        + $"See {UnknownValueFormatException.Id}.");

    public static ValueTamperedException FileTampered() => new(
        "The protected file was changed, cut, joined or is not of this person. Discard what was written to the destination, and "
        + $"restore the file from a backup. See {ValueTamperedException.Id}.");

    public static ValueTamperedException RowTampered(string what) => new(
        $"A {what} row was changed outside the library. Find out who wrote to the key tables and restore them. "
        + $"See {ValueTamperedException.Id}.");

    public static ValueTamperedException EpochTampered(int epoch, string why, Exception? inner = null) => new(
        $"Key epoch {epoch} is refused: {why}. Nothing was unwrapped. See {ValueTamperedException.Id}.", inner);

    public static SubjectKeyMissingException EpochNotUnwrapped(int epoch, Exception inner) => new(
        $"Key epoch {epoch} cannot be opened with the configured key encryption key. Configure the certificate it was wrapped "
        + $"for, with its private key, or the earlier key encryption key. See {SubjectKeyMissingException.Id}.", inner);

    public static SubjectKeyMissingException EpochSecretsNotConfigured(int epoch) => new(
        $"Key epoch {epoch} has a secret outside of the database, and no store for epoch secrets is configured. Call "
        + $"gdpr.UseEpochSecretFile(…) with the file that other processes of this database use. See {SubjectKeyMissingException.Id}.");

    public static SubjectKeyMissingException EpochSecretMissing(int epoch) => new(
        $"The secret of key epoch {epoch} is not in the configured store for epoch secrets: it was destroyed by a rotation, or is in "
        + $"another store. Configure the one that other processes of this database use. See {SubjectKeyMissingException.Id}.");

    public static IOException EpochSecretFileDamaged(string path) => new(
        $"The file of epoch secrets '{path}' is damaged or no such file. Nothing was read from it and nothing will be written over it. "
        + "Restore it from its copy: without it, what was encrypted with these secrets cannot be read.");

    public static IOException EpochSecretFileLocked(string path, TimeSpan waited) => new(
        $"The file of epoch secrets '{path}' has been locked by another process for {waited.TotalSeconds:0} seconds. Nothing was written. "
        + "Find out what holds the lock file beside it, and repeat the operation.");

    public static SubjectKeyMissingException EpochNotOpen(int epoch) => new(
        $"A key row is wrapped under key epoch {epoch}, which is not open here: the epoch was destroyed by a rotation "
        + $"after the row was read, or the key tables are not those of this store. Repeat the operation; restore the tables if it stays. See {SubjectKeyMissingException.Id}.");

    public static SubjectKeyMissingException RootMissing(RootKind kind) => new(
        $"The key store has no active {kind} root. Restore its table from a backup. See {SubjectKeyMissingException.Id}.");

    public static NotSupportedException IndexVersionsUsedUp() => new(
        "The index root has been rotated 254 times, and its version has one byte. Move the data to a new database, which begins anew.");

    public static SubjectKeyDestroyedException KeyDestroyed() => new(
        $"The key of this data subject was destroyed by an erasure. Treat the data as erased. See {SubjectKeyDestroyedException.Id}.");

    public static Exception KeyClosed(SubjectKey key) => key.IsDestroyed
        ? KeyDestroyed()
        : new SubjectKeyEvictedException("The key was evicted from its cache before it was used. Load it again, or hold a lease.");

    public static InvalidOperationException KeyAlreadyBound() => new(
        "The key belongs to another data subject already. Mint one key per data subject.");

    public static InvalidOperationException NotProvisional(KeyState state) => new(
        $"Only a provisional key row can be bound to a data subject; this one is '{state}'.");

    public static InvalidOperationException TransitionNotAllowed(KeyState from, KeyState to) => new(
        $"A key row cannot go from '{from}' to '{to}'.");

    public static ArgumentException SubjectReferenceLength() => new(
        "A subject reference has 32 bytes; take it from 'Realm.SubjectReference'.");

    public static ArgumentException LoneSurrogate() => new(
        "The text has half of a surrogate pair and cannot be stored exactly. Correct it before it is saved.");

    public static ArgumentException InvalidText() => new(
        "The text has half of a surrogate pair or a code point that is no character, and cannot be compared. Correct it before it is saved.");

    public static ArgumentException PaddingBlock(int size) => new($"Padding blocks have 16, 32 or 64 bytes, not {size}.");

    public static ArgumentException PaddingMaximum(int max) => new($"A padding maximum is at least 1, not {max}.");

    public static ArgumentException LongerThanPadding(ColumnBinding column, int max) => new(
        $"The value for '{column.DisplayName}' is longer than the {max} bytes its padding is declared for. Raise the maximum.");

    public static InvalidOperationException TypeNotSupported(ColumnBinding column, Type type) => new(
        $"'{column.DisplayName}' is marked as encrypted, but '{type.Name}' cannot be encrypted. Change it to string or byte[], "
        + "or give it a value converter to one of them.");

    public static NotSupportedException IndexTypeNotSupported(Type type) => new(
        $"Values of type '{type.Name}' have no blind index. Make the property not searchable.");

    public static InvalidOperationException NormalizerNeedsText(Type type, Normalizer normalizer) => new(
        $"The normalizer '{normalizer}' is for text, not for '{type.Name}'. Take it off the property.");

    public static ArgumentException CanonicalIdType(Type? type) => new(
        $"A data subject cannot be identified by a key of type '{type?.Name ?? "null"}'. Integers, Guid, string and composites "
        + "of them can; convert the key to one of these.");

    public static ArgumentException CanonicalIdEmpty() => new("A data subject needs at least one key value.");

    public static ArgumentException CanonicalIdRange() => new(
        "A data subject's key is greater than Int64.MaxValue and has no canonical form.");

    public static PlatformNotSupportedException NormalizationNeedsIcu() => new(
        "The text has to be normalised (Unicode NFC), which this process cannot do because it runs with invariant "
        + "globalization. Install ICU and set 'InvariantGlobalization' to false; otherwise equal texts would not be found.");

    public static ArgumentException KekKeySize(string subject) => new(
        $"The certificate '{subject}' cannot be a key encryption key: it needs an RSA key of at least 3072 bits.");

    public static ArgumentException NoRecipient() => new("A key encryption key needs at least one certificate.");

    public static ArgumentException NoPrivateKey(string subject) => new(
        $"The private key of the certificate '{subject}' is not available. Load it with its private key.");

    public static System.Security.Cryptography.CryptographicException EnvelopeRefused(string why) => new(
        $"The wrapped key is refused: {why}.");

    public static ArgumentException CacheLimits() => new(
        "A key cache needs a capacity of at least 1 and a lifetime above zero.");
}
