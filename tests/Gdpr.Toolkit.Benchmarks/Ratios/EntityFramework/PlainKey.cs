using System.Security.Cryptography;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>A row of the shape and size of a person's key, with random bytes.</summary>
internal sealed class PlainKey
{
    public long Position { get; set; }

    public required byte[] Kid { get; set; }

    public required byte[] StoreId { get; set; }

    public required byte[] SubjectRef { get; set; }

    public string Group { get; set; } = "";

    public int Version { get; set; } = 1;

    public required byte[] Kcv { get; set; }

    public int State { get; set; } = 1;

    public int WrapEpoch { get; set; } = 1;

    public required byte[] Salt { get; set; }

    public required byte[] Wrapped { get; set; }

    public long CreatedAt { get; set; }

    public long? NotAfter { get; set; }

    public int Revision { get; set; }

    public required byte[] RowMac { get; set; }

    public static PlainKey Make(int number) => new()
    {
        CreatedAt = number,
        Kid = RandomNumberGenerator.GetBytes(16),
        StoreId = new byte[16],
        SubjectRef = RandomNumberGenerator.GetBytes(32),
        Kcv = RandomNumberGenerator.GetBytes(32),
        Salt = RandomNumberGenerator.GetBytes(32),
        Wrapped = RandomNumberGenerator.GetBytes(60),
        RowMac = RandomNumberGenerator.GetBytes(32),
    };
}
