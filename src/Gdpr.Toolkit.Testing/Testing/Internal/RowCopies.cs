using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Copies rows, so that nobody changes what is stored by changing what they hold.</summary>
internal static class RowCopies
{
    public static EpochRow Copy(EpochRow row) => new()
    {
        StoreId = row.StoreId,
        Epoch = row.Epoch,
        State = row.State,
        PreviousEpoch = row.PreviousEpoch,
        Envelope = [.. row.Envelope],
        Signature = [.. row.Signature],
        CreatedAt = row.CreatedAt,
    };

    public static RootRow Copy(RootRow row) => new()
    {
        StoreId = row.StoreId,
        Kind = row.Kind,
        Version = row.Version,
        Kid = [.. row.Kid],
        Kcv = [.. row.Kcv],
        State = row.State,
        WrapEpoch = row.WrapEpoch,
        Salt = [.. row.Salt],
        Wrapped = row.Wrapped?.ToArray(),
        CreatedAt = row.CreatedAt,
        Revision = row.Revision,
        RowMac = [.. row.RowMac],
    };

    public static KeyRow Copy(KeyRow row) => new()
    {
        Position = row.Position,
        Kid = [.. row.Kid],
        StoreId = row.StoreId,
        SubjectRef = row.SubjectRef?.ToArray(),
        Group = row.Group,
        Version = row.Version,
        Kcv = [.. row.Kcv],
        State = row.State,
        WrapEpoch = row.WrapEpoch,
        Salt = [.. row.Salt],
        Wrapped = row.Wrapped?.ToArray(),
        CreatedAt = row.CreatedAt,
        NotAfter = row.NotAfter,
        Revision = row.Revision,
        RowMac = [.. row.RowMac],
    };

    public static RevocationRow Copy(RevocationRow row) => new() { Kid = [.. row.Kid], RequestedAt = row.RequestedAt };
}
