using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>The same as <see cref="ReadStringsRatio"/>, in terms of a value converter as most people write it today.</summary>
internal sealed class ReadStringsByConverterRatio : IRatio
{
    public string Name => "ef.read-strings-by-converter";

    public double UpperBound => 0.75;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var convertedFile = new SqliteFile();
        using var encryptedFile = new SqliteFile();
        using var converted = await Contact.StartAsync<ConvertedContactsContext>(convertedFile, encrypted: false);
        using var encrypted = await Contact.StartAsync<EncryptedContactsContext>(encryptedFile, encrypted: true);
        await Contact.WarmUpAsync(converted, encrypted);
        return await Interleaved.RatioAsync(pairs, () => converted.RunAsync(Contact.ReadAsync), () => encrypted.RunAsync(Contact.ReadAsync));
    }
}
