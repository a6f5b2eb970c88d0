namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>Inserting 10,000 rows of people who have a key, in terms of the same without the toolkit.</summary>
internal sealed class InsertRatio : IRatio
{
    private const int Rows = 10_000;

    public string Name => "ef.insert-rows-of-existing-people";

    public double UpperBound => 1.6;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var sides = await ClubSides.StartAsync(Rows);
        return await Interleaved.RatioAsync(pairs, () => sides.Plain.RunAsync(InsertAsync), () => sides.Encrypted.RunAsync(InsertAsync));
    }

    private static Task InsertAsync(ClubContext context)
    {
        context.AddRange(Enumerable.Range(1, Rows).Select(member => Letter.Make(member, member)));
        return context.SaveChangesAsync();
    }
}
