using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>
/// Reading 100,000 rows with five encrypted values, in terms of the sum of reading them in plain and of a bare loop over the same
/// envelopes: what is left is what the library adds to the cipher.
/// </summary>
internal sealed class ReadRowsRatio(int people) : IRatio
{
    private const int Rows = 100_000;

    public string Name => $"ef.read-100000-rows-of-{people}";

    public double UpperBound => 1.25;

    public async Task<double> MeasureAsync(int pairs)
    {
        var rowsEach = Rows / people;
        using var sides = rowsEach == 1 ? await ClubSides.StartAsync(people) : await ClubSides.StartAsync(people, rowsEach);
        var bare = new BareEnvelopes(people, rowsEach);
        return await Interleaved.RatioAsync(
            pairs,
            async () =>
            {
                await sides.Plain.RunAsync(ReadAsync);
                bare.Open();
            },
            () => sides.Encrypted.RunAsync(ReadAsync));

        async Task ReadAsync(ClubContext context)
        {
            var read = rowsEach == 1
                ? (await context.Members.AsNoTracking().ToListAsync()).Count
                : (await context.Letters.AsNoTracking().ToListAsync()).Count;
            if (read != Rows)
            {
                throw new InvalidOperationException($"{read} rows were read instead of {Rows}.");
            }
        }
    }
}
