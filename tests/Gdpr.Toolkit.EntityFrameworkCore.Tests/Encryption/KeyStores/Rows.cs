using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyStores;

/// <summary>Rows for a store, which does not look into them: random bytes do.</summary>
internal static class Rows
{
    public static Guid StoreId { get; } = Guid.NewGuid();

    public static byte[] Reference() => RandomNumberGenerator.GetBytes(32);

    public static EpochRow Epoch(int number, EpochState state = EpochState.Active) => new()
    {
        StoreId = StoreId,
        Epoch = number,
        State = state,
        PreviousEpoch = number - 1,
        Envelope = RandomNumberGenerator.GetBytes(700),
        Signature = RandomNumberGenerator.GetBytes(900),
        CreatedAt = 1_700_000_000_000,
    };

    public static RootRow Root(RootKind kind, int version = 1) => new()
    {
        StoreId = StoreId,
        Kind = kind,
        Version = version,
        Kid = RandomNumberGenerator.GetBytes(16),
        Kcv = RandomNumberGenerator.GetBytes(32),
        State = KeyState.Active,
        WrapEpoch = 1,
        Salt = RandomNumberGenerator.GetBytes(32),
        Wrapped = RandomNumberGenerator.GetBytes(61),
        CreatedAt = 1_700_000_000_000,
        Revision = 1,
        RowMac = RandomNumberGenerator.GetBytes(32),
    };

    public static KeyRow Key(byte[]? reference = null, string group = "", int version = 1, KeyState state = KeyState.Active, int epoch = 1) => new()
    {
        StoreId = StoreId,
        SubjectRef = state == KeyState.Provisional ? null : reference ?? Reference(),
        Group = group,
        Version = version,
        Kid = RandomNumberGenerator.GetBytes(16),
        Kcv = RandomNumberGenerator.GetBytes(32),
        State = state,
        WrapEpoch = epoch,
        Salt = RandomNumberGenerator.GetBytes(32),
        Wrapped = state == KeyState.Shredded ? null : RandomNumberGenerator.GetBytes(61),
        CreatedAt = 1_700_000_000_000,
        NotAfter = state == KeyState.DecryptOnly ? 1_800_000_000_000 : null,
        Revision = 1,
        RowMac = RandomNumberGenerator.GetBytes(32),
    };

    public static KeyRow[] Keys(int count) => [.. Enumerable.Range(0, count).Select(_ => Key())];

    public static RevocationRow Revocation(KeyRow key) => new() { Kid = key.Kid, RequestedAt = 1_700_000_000_000 };

    /// <summary>Changes a row as an authenticated change does: another MAC, a higher revision.</summary>
    public static Changed<KeyRow> Change(KeyRow row, Action<KeyRow> change)
    {
        var stored = row.RowMac;
        change(row);
        row.Revision++;
        row.RowMac = RandomNumberGenerator.GetBytes(32);
        return new Changed<KeyRow>(row, stored);
    }

    public static string Text(EpochRow row)
        => $"epoch {row.StoreId} {row.Epoch} {row.State} {row.PreviousEpoch} {Hex(row.Envelope)} {Hex(row.Signature)} {row.CreatedAt}";

    public static string Text(RootRow row)
        => $"root {row.StoreId} {row.Kind} {row.Version} {Hex(row.Kid)} {Hex(row.Kcv)} {row.State} {row.WrapEpoch} {Hex(row.Salt)} "
            + $"{Hex(row.Wrapped)} {row.CreatedAt} {row.Revision} {Hex(row.RowMac)}";

    public static string Text(KeyRow row)
        => $"key {row.Position} {row.StoreId} {Hex(row.SubjectRef)} '{row.Group}' {row.Version} {Hex(row.Kid)} {Hex(row.Kcv)} {row.State} "
            + $"{row.WrapEpoch} {Hex(row.Salt)} {Hex(row.Wrapped)} {row.CreatedAt} {row.NotAfter} {row.Revision} {Hex(row.RowMac)}";

    public static string Text(RevocationRow row) => $"revocation {Hex(row.Kid)} {row.RequestedAt}";

    private static string Hex(byte[]? bytes) => bytes is null ? "null" : Convert.ToHexString(bytes);
}
