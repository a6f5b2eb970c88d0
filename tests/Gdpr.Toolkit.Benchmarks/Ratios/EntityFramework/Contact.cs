using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>A person with four texts of 24 bytes.</summary>
[DataSubject(DataSubjectRole.Customer)]
internal sealed class Contact
{
    internal const int Rows = 10_000;

    private const int WarmUps = 30;

    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress), Encrypted]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.TelephoneNumber), Encrypted]
    public required string Phone { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAddress), Encrypted]
    public required string Street { get; set; }

    /// <summary>Starts one side with all rows in it.</summary>
    public static async Task<Side<TContext>> StartAsync<TContext>(SqliteFile file, bool encrypted)
        where TContext : ContactsContext
    {
        var side = await Side<TContext>.StartAsync(options => options.UseSqlite(file.ConnectionString), encrypted);
        await side.RunAsync(context =>
        {
            context.AddRange(Enumerable.Range(0, Rows).Select(Make));
            return context.SaveChangesAsync();
        });
        return side;
    }

    public static async Task ReadAsync(ContactsContext context)
    {
        var read = await context.Contacts.AsNoTracking().ToListAsync();
        if (read.Count != Rows)
        {
            throw new InvalidOperationException($"{read.Count} rows were read instead of {Rows}.");
        }
    }

    /// <summary>Reads until everything is compiled for good: what is compared lasts a few hundredths of a second.</summary>
    public static async Task WarmUpAsync<TOne, TOther>(Side<TOne> one, Side<TOther> other)
        where TOne : ContactsContext
        where TOther : ContactsContext
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await one.RunAsync(ReadAsync);
            await other.RunAsync(ReadAsync);
        }
    }

    private static Contact Make(int number) => new()
    {
        Name = $"Contact number {number:000000000}",
        Email = $"contact{number:000000}@example.se",
        Phone = $"+46 (0)70 1 {number:000000000000}",
        Street = $"Long Street {number:000000}, City",
    };
}
