using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What a file of epoch secrets holds. Not thread-safe.</summary>
/// <remarks>
/// <c>"GTES" ‖ 01 ‖ entries ‖ SHA-256 of all before</c>; an entry is <c>store id 16 ‖ u32 epoch ‖ u8 flags ‖ secret 32, or zeros</c>. Flags:
/// 1 there is a secret, 2 the epoch was in use. The hash finds damage, not attacks: who can write the file could write another.
/// </remarks>
internal sealed class EpochSecretFileContent : IDisposable
{
    private const byte SecretFlag = 1;
    private const byte UsedFlag = 2;
    private const int EpochOffset = 16;
    private const int FlagsOffset = EpochOffset + sizeof(uint);
    private const int SecretOffset = FlagsOffset + 1;
    private const int EntrySize = SecretOffset + KeyDerivation.KeySize;

    private readonly SortedDictionary<(Guid Store, int Epoch), Entry> _entries = [];

    private EpochSecretFileContent()
    {
    }

    public bool IsChanged { get; private set; }

    private static ReadOnlySpan<byte> Header => "GTES\u0001"u8;

    public static EpochSecretFileContent Empty() => new();

    /// <returns>Null when the bytes are damaged, or something else.</returns>
    public static EpochSecretFileContent? Parse(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length - Header.Length - SHA256.HashSizeInBytes;
        if (length < 0 || length % EntrySize != 0 || !bytes.StartsWith(Header) || !Hash(bytes).SequenceEqual(bytes[^SHA256.HashSizeInBytes..]))
            return null;
        var content = new EpochSecretFileContent();
        for (var rest = bytes[Header.Length..^SHA256.HashSizeInBytes]; !rest.IsEmpty; rest = rest[EntrySize..])
        {
            var key = (new Guid(rest[..EpochOffset], bigEndian: true), BinaryPrimitives.ReadInt32LittleEndian(rest[EpochOffset..]));
            var flags = rest[FlagsOffset];
            content._entries[key] = new Entry
            {
                Secret = (flags & SecretFlag) != 0 ? SecretBytes.Copy(rest.Slice(SecretOffset, KeyDerivation.KeySize)) : null,
                IsUsed = (flags & UsedFlag) != 0,
            };
        }

        return content;
    }

    /// <summary>Gives the file's bytes. The caller clears them.</summary>
    public byte[] ToBytes()
    {
        var bytes = GC.AllocateArray<byte>(Header.Length + _entries.Count * EntrySize + SHA256.HashSizeInBytes, pinned: true);
        Header.CopyTo(bytes);
        var rest = bytes.AsSpan(Header.Length);
        foreach (var ((store, epoch), entry) in _entries)
        {
            store.TryWriteBytes(rest, bigEndian: true, out _);
            BinaryPrimitives.WriteInt32LittleEndian(rest[EpochOffset..], epoch);
            rest[FlagsOffset] = (byte)((entry.Secret is null ? 0 : SecretFlag) | (entry.IsUsed ? UsedFlag : 0));
            entry.Secret?.Bytes.CopyTo(rest[SecretOffset..]);
            rest = rest[EntrySize..];
        }

        Hash(bytes).CopyTo(rest);
        return bytes;
    }

    public byte[]? Find(Guid store, int epoch)
        => Peek(store, epoch)?.Secret?.Bytes.ToArray();

    public byte[] GetOrAdd(Guid store, int epoch)
    {
        var entry = Demand(store, epoch);
        if (entry.Secret is null)
        {
            entry.Secret = SecretBytes.Random(KeyDerivation.KeySize);
            IsChanged = true;
        }

        return entry.Secret.Bytes.ToArray();
    }

    /// <returns>Whether there was one.</returns>
    public bool Remove(Guid store, int epoch)
    {
        if (Peek(store, epoch) is not { Secret: { } secret } entry)
            return false;
        secret.Dispose();
        entry.Secret = null;
        return IsChanged = true;
    }

    public int Highest(Guid store)
        => _entries.Where(entry => entry.Key.Store == store && entry.Value.IsUsed).Select(entry => entry.Key.Epoch).DefaultIfEmpty(0).Max();

    /// <returns>Whether it is higher than what was recorded.</returns>
    public bool Record(Guid store, int epoch)
    {
        if (epoch <= Highest(store))
            return false;
        Demand(store, epoch).IsUsed = true;
        return IsChanged = true;
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            entry.Secret?.Dispose();
    }

    private static ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]);

    private Entry? Peek(Guid store, int epoch) => _entries.TryGetValue((store, epoch), out var entry) ? entry : null;

    private Entry Demand(Guid store, int epoch)
    {
        if (!_entries.TryGetValue((store, epoch), out var entry))
            _entries.Add((store, epoch), entry = new Entry());
        return entry;
    }

    private sealed class Entry
    {
        public SecretBytes? Secret { get; set; }

        public bool IsUsed { get; set; }
    }
}
