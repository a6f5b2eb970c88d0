using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>The same as <see cref="LookUpRatio"/>, in terms of what the SQL and the ciphers alone cost: what is left is what the library adds.</summary>
internal sealed class LookUpOfBareRatio(bool onPostgres) : IRatio
{
    public string Name => onPostgres ? "ef.look-up-of-bare-postgres" : "ef.look-up-of-bare";

    public double UpperBound => 1.15;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var bareFile = new SqliteFile();
        using var encryptedFile = new SqliteFile();
        using var bare = await Side<TaggedAddressesContext>.StartAsync(await LookUpRatio.ProviderAsync(bareFile, onPostgres), encrypted: false);
        using var encrypted = await Side<EncryptedAddressesContext>.StartAsync(await LookUpRatio.ProviderAsync(encryptedFile, onPostgres), encrypted: true);
        using var people = new BareLookUps(LookUpRatio.People, LookUpRatio.Email);
        var others = LookUpRatio.EncryptedRows(onPostgres);
        await bare.RunAsync(context => LookUpRatio.FillAsync(context, people.Rows, others));
        await encrypted.RunAsync(context => LookUpRatio.FillAsync(context, LookUpRatio.Addresses(), others));
        return await Interleaved.RatioAsync(
            pairs,
            () => bare.RunAsync(context => people.FindAsync(context, LookUpRatio.LookUps, LookUpRatio.NumberOf, LookUpRatio.Email)),
            () => encrypted.RunAsync(LookUpRatio.LookUpAsync));
    }
}
