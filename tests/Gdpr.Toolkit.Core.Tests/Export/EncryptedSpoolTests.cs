using System.Security.Cryptography;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.Core.Tests.Export;

public class EncryptedSpoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(1_000_003)]
    public async Task What_was_written_is_copied(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        using var spool = new EncryptedSpool();

        for (var at = 0; at < length; at += 7_919)
            spool.Write(content.AsSpan(at, Math.Min(7_919, length - at)));

        using var copy = new MemoryStream();
        await spool.CopyToAsync(copy);
        Assert.Equal(content, copy.ToArray());
    }
}
