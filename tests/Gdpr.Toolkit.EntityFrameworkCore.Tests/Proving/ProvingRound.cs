using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Testing;
using Gdpr.Toolkit.Testing.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving;

/// <summary>One random graph: one of its people is exported and erased, and everything that must hold is looked at.</summary>
internal sealed class ProvingRound<TContext>(TestHost<TContext> host, int seed)
    where TContext : DbContext
{
    private const int People = 3;

    /// <summary>Runs the round.</summary>
    /// <param name="compact">Whether the database is compacted, and its files are searched.</param>
    public async Task RunAsync(bool compact)
    {
        var people = await SaveAsync();
        var one = people[seed % people.Count];
        var others = people.Where(person => person != one).ToList();

        await ExportAsync(one);
        var (rows, values) = await ReadAsync(one, people);
        AssertSame(people, values);
        var before = await RawAsync();
        var certificate = await EraseAsync(one, compact);
        var after = await RawAsync();

        Assert.Equal([], certificate.Entries.Where(entry => entry.Outcome == FieldErasureOutcome.Failed).Select(entry => $"{entry.Entity}.{entry.Property}"));
        Assert.True(certificate.IsComplete, "The certificate is not complete.");
        Assert.Empty(after.Find([.. one.Texts]));
        Assert.Empty(before.Differences(after, rows));
        AssertSame(others, (await ReadAsync(one, others)).Values);
        await using var scope = host.NewScope();
        await SubjectAssert.ForgottenAsync(scope.Context, one.Subject, one.Texts);
        foreach (var text in certificate.Residue == PhysicalResidue.None ? one.Texts : [])
        {
            Assert.False(await host.FilesContainAsync(text), "A text is in the files.");
        }
    }

    /// <summary>Empties the application's tables: what stays there would be read again in every round.</summary>
    public async Task CleanAsync()
    {
        await using var scope = host.NewScope();
        var tables = scope.Context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .Where(table => !table.Name.StartsWith("Gdpr", StringComparison.Ordinal))
            .Select(table => $"\"{table.Name}\"")
            .ToList();
        var sql = host.Database == TestDatabase.Sqlite
            ? $"PRAGMA foreign_keys = OFF; {string.Concat(tables.Select(table => $"DELETE FROM {table}; "))} PRAGMA foreign_keys = ON;"
            : $"TRUNCATE {string.Join(", ", tables)}";
        var connection = scope.Context.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<GeneratedPerson>> SaveAsync()
    {
        await using var scope = host.NewScope();
        return await new PersonGenerator(seed).SaveAsync(scope.Context, People);
    }

    private async Task ExportAsync(GeneratedPerson person)
    {
        await using var scope = host.NewScope();
        using var package = new MemoryStream();
        await scope.Export.ExportAsync(person.Subject, ExportProfile.Access, package);
        await SubjectAssert.CompleteAsync(scope.Context, person.Subject, package);
    }

    private async Task<ErasureCertificate> EraseAsync(GeneratedPerson person, bool compact)
    {
        await using var scope = host.NewScope();
        var plan = await scope.Erasure.PlanAsync(person.Subject);
        return await scope.Erasure.EraseAsync(plan, new ErasureOptions { Compact = compact });
    }

    private async Task<RawTables> RawAsync()
    {
        await using var scope = host.NewScope();
        return await RawTables.ReadAsync(host.Database, host.ConnectionString, scope.Context.GetService<IDesignTimeModel>().Model);
    }

    /// <summary>Reads whose every row is: the rows of one person, with their owned parts, and the values of several.</summary>
    private async Task<(IReadOnlySet<RowKey> Rows, ILookup<GeneratedPerson, string> Values)> ReadAsync(GeneratedPerson one, IEnumerable<GeneratedPerson> several)
    {
        await using var scope = host.NewScope();
        var stored = await StoredPeople.ReadAsync(scope.Context, CancellationToken.None);
        var own = stored.Rows.Where(row => stored.IsOf(row, Person.In(scope.Context, one.Subject))).Select(row => row.Entry.Entity).ToHashSet();
        var keys = scope.Context.ChangeTracker.Entries().Where(entry => own.Contains(Owner(entry).Entity)).SelectMany(RowKey.Of).ToHashSet();
        var values = from person in several
                     from row in stored.Rows
                     where stored.IsOf(row, Person.In(scope.Context, person.Subject))
                     from property in row.Mapped.Personal
                     from value in row.Values(property)
                     where value is not null
                     select (person, Text: Text($"{property.Entity}.{property.Path}", value));
        return (keys, values.ToLookup(value => value.person, value => value.Text));
    }

    private static void AssertSame(IEnumerable<GeneratedPerson> people, ILookup<GeneratedPerson, string> values)
    {
        foreach (var person in people)
        {
            Assert.Equal(person.Values.Select(value => Text($"{value}", value.Value)).Order(StringComparer.Ordinal), values[person].Order(StringComparer.Ordinal));
        }
    }

    private static string Text(string place, object value) => $"{place} {ValueText.Of(value)}";

    private static EntityEntry Owner(EntityEntry entry)
        => entry.Metadata.FindOwnership() is { } ownership
            ? Owner(entry.Context.ChangeTracker.Entries().First(owner => ownership.PrincipalEntityType.IsAssignableFrom(owner.Metadata)
                && ownership.Properties.Zip(ownership.PrincipalKey.Properties).All(pair => Equals(entry.Property(pair.First).CurrentValue, owner.Property(pair.Second).CurrentValue))))
            : entry;
}
