using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>Reading 10,000 rows with four encrypted texts of 24 bytes, in terms of plain EF.</summary>
internal sealed class ReadStringsRatio : IRatio
{
    public string Name => "ef.read-strings-by-plain";

    public double UpperBound => 4.5;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var plainFile = new SqliteFile();
        using var encryptedFile = new SqliteFile();
        using var plain = await Contact.StartAsync<PlainContactsContext>(plainFile, encrypted: false);
        using var encrypted = await Contact.StartAsync<EncryptedContactsContext>(encryptedFile, encrypted: true);
        await Contact.WarmUpAsync(plain, encrypted);
        return await Interleaved.RatioAsync(pairs, () => plain.RunAsync(Contact.ReadAsync), () => encrypted.RunAsync(Contact.ReadAsync));
    }
}
