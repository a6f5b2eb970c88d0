namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>Inserting 10,000 new people, each with a key that is made for them, in terms of plain rows and as many plain rows of the shape of keys.</summary>
internal sealed class InsertPeopleRatio : IRatio
{
    private const int People = 10_000;

    public string Name => "ef.insert-new-people";

    public double UpperBound => 1.7;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var sides = await ClubSides.StartAsync(members: 1);
        return await Interleaved.RatioAsync(
            pairs,
            () => sides.Plain.RunAsync(context => InsertAsync(context, Enumerable.Range(0, People).Select(PlainKey.Make))),
            () => sides.Encrypted.RunAsync(context => InsertAsync(context, [])));
    }

    private static Task<int> InsertAsync(ClubContext context, IEnumerable<PlainKey> keys)
    {
        context.AddRange(Enumerable.Range(0, People).Select(Member.Make));
        context.AddRange(keys);
        return context.SaveChangesAsync();
    }
}
