using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>The same as <see cref="ReadStringsRatio"/>, in terms of the sum of the plain read and of a bare loop over such envelopes.</summary>
internal sealed class ReadStringsOfBareRatio : IRatio
{
    public string Name => "ef.read-strings-of-bare";

    public double UpperBound => 1.25;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var plainFile = new SqliteFile();
        using var encryptedFile = new SqliteFile();
        using var plain = await Contact.StartAsync<PlainContactsContext>(plainFile, encrypted: false);
        using var encrypted = await Contact.StartAsync<EncryptedContactsContext>(encryptedFile, encrypted: true);
        var bare = BareEnvelopes.OfTexts(Contact.Rows);
        await Contact.WarmUpAsync(plain, encrypted);
        return await Interleaved.RatioAsync(
            pairs,
            async () =>
            {
                await plain.RunAsync(Contact.ReadAsync);
                bare.Open();
            },
            () => encrypted.RunAsync(Contact.ReadAsync));
    }
}
