using System.Globalization;

namespace Gdpr.Toolkit.Benchmarks.Ratios;

/// <summary>Prints <c>name, ratio, upper bound</c>, separated by tabs, and fails where a ratio is above its bound.</summary>
internal static class RatioCommand
{
    private const int Pairs = 15;

    public static async Task<int> RunAsync(string filter)
    {
        var chosen = RatioList.All.Where(ratio => ratio.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count == 0)
        {
            await Console.Error.WriteLineAsync($"No ratio's name contains '{filter}'. There are: {string.Join(", ", RatioList.All.Select(ratio => ratio.Name))}.");
            return 2;
        }

        var isGood = true;
        foreach (var ratio in chosen)
        {
            // What is printed is what is judged.
            var measured = Math.Round(await ratio.MeasureAsync(Pairs), 3);
            isGood &= measured <= ratio.UpperBound;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ratio.Name}\t{measured:0.000}\t{ratio.UpperBound:0.000}"));
        }

        return isGood ? 0 : 1;
    }
}
