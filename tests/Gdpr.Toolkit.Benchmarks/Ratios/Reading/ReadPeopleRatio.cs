using System.Globalization;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Reading;

/// <summary>Reading people with five encrypted values each, no-tracking, in terms of plain EF's read of as many plain rows and the bare opening of as many values.</summary>
internal sealed class ReadPeopleRatio(int people) : IRatio
{
    private const int Batch = 5_000;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"reading.people-{people}");

    public double UpperBound => 1.25;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var plainFile = new SqliteFile();
        using var encryptedFile = new SqliteFile();
        using var plain = await Side<PlainContext>.StartAsync(options => options.UseSqlite(plainFile.ConnectionString), encrypted: false);
        using var encrypted = await Side<EncryptedContext>.StartAsync(options => options.UseSqlite(encryptedFile.ConnectionString), encrypted: true);
        var bare = new BareRows(Enumerable.Range(1, people).Select(Person.Make));
        foreach (var numbers in Enumerable.Range(1, people).Chunk(Batch))
        {
            await plain.RunAsync(context => AddAsync(context, numbers));
            await encrypted.RunAsync(context => AddAsync(context, numbers));
        }

        return await Interleaved.RatioAsync(
            pairs,
            async () =>
            {
                await plain.RunAsync(ReadAsync);
                bare.Open();
            },
            () => encrypted.RunAsync(ReadAsync));
    }

    private static Task AddAsync(PeopleContext context, IEnumerable<int> numbers)
    {
        context.AddRange(numbers.Select(Person.Make));
        return context.SaveChangesAsync();
    }

    private async Task ReadAsync(PeopleContext context)
    {
        var read = 0;
        await foreach (var person in context.People.AsNoTracking().AsAsyncEnumerable())
        {
            read += person.Name.Length > 0 ? 1 : 0;
        }

        if (read != people)
        {
            throw new InvalidOperationException($"{read} people were read instead of {people}.");
        }
    }
}
