using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;

/// <summary>Whose the values in JSON documents are is looked at as it is in columns.</summary>
public partial class DocumentTests
{
    private static readonly Dictionary<string, Func<KeepersContext, IQueryable<object>>> Places = new()
    {
        ["Keepers.Owned"] = context => context.Keepers,
        ["Keepers.Complex"] = context => context.Keepers,
        ["Folders.Owned"] = context => context.Folders,
        ["Folders.Many"] = context => context.Folders,
        ["Labels.Complex"] = context => context.Labels,
        ["Labels.Several"] = context => context.Labels,
        ["Sheets.Owned"] = context => context.Folders.Include(row => row.Sheets),
        ["Sheets.Complex"] = context => context.Folders.Include(row => row.Sheets),
        ["Stamps.Owned"] = context => context.Stamps.Include(row => row.Keeper),
    };

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Everything_that_was_not_touched_is_read_and_intact(TestDatabase database)
    {
        await using var host = await KeepersContext.StartAsync(database);

        foreach (var query in Places.Values)
        {
            await using var scope = host.NewScope();
            Assert.Equal(2, (await query(scope.Context).AsNoTracking().ToListAsync()).Count);
            Assert.Equal(2, (await query(scope.Context).ToListAsync()).Count);
            Assert.Equal(2, (await query(scope.Context).ToListAsync()).Count);
        }

        await using var verifying = host.NewScope();
        var report = await verifying.Context.VerifyIntegrityAsync();
        Assert.True(report.IsIntact, report.ToString());
        Assert.Equal(2 * ((6 * 3) + 5), report.Values);
    }

    [Theory]
    [OnSqlite("Keepers.Owned")]
    [OnSqlite("Keepers.Complex")]
    [OnSqlite("Folders.Owned")]
    [OnSqlite("Folders.Many")]
    [OnSqlite("Labels.Complex")]
    [OnSqlite("Labels.Several")]
    [OnPostgres("Keepers.Owned")]
    [OnPostgres("Keepers.Complex")]
    [OnPostgres("Folders.Owned")]
    [OnPostgres("Folders.Many")]
    [OnPostgres("Labels.Complex")]
    [OnPostgres("Labels.Several")]
    public async Task A_document_copied_from_another_person_is_refused(TestDatabase database, string place)
    {
        await using var host = await KeepersContext.StartAsync(database);
        await CopyAsync(host, place);
        var query = Places[place];

        await using var scope = host.NewScope();
        await Assert.ThrowsAsync<WrongSubjectException>(() => query(scope.Context).AsNoTracking().ToListAsync());
        await Assert.ThrowsAsync<WrongSubjectException>(() => query(scope.Context).ToListAsync());
        Assert.Throws<WrongSubjectException>(() => query(scope.Context).AsNoTracking().ToList());
    }

    [Theory]
    [OnSqlite("Sheets.Owned")]
    [OnSqlite("Sheets.Complex")]
    [OnSqlite("Stamps.Owned")]
    [OnPostgres("Sheets.Owned")]
    [OnPostgres("Sheets.Complex")]
    [OnPostgres("Stamps.Owned")]
    public async Task A_document_of_a_row_that_does_not_name_its_person_is_compared_with_the_tracked_rows(TestDatabase database, string place)
    {
        await using var host = await KeepersContext.StartAsync(database);
        await CopyAsync(host, place);

        await using var scope = host.NewScope();
        await Assert.ThrowsAsync<WrongSubjectException>(() => Places[place](scope.Context).ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task One_value_of_somebody_else_is_enough(TestDatabase database)
    {
        await using var host = await KeepersContext.StartAsync(database);
        await ChangeAsync(host, "Folders", "Many", (first, second) => first[1]!["Inner"]!["Text"] = second[1]!["Inner"]!["Text"]!.DeepClone());

        await using var scope = host.NewScope();
        var refused = await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Folders.OrderBy(row => row.Id).ToListAsync());
        Assert.Contains("Text", refused.Message, StringComparison.Ordinal);
        Assert.Empty(scope.Context.ChangeTracker.Entries());
        Assert.Single(await scope.Context.Folders.OrderByDescending(row => row.Id).Take(1).ToListAsync());
    }

    [Theory]
    [OnSqlite("Keepers.Owned", 3)]
    [OnSqlite("Keepers.Complex", 1)]
    [OnSqlite("Folders.Many", 6)]
    [OnSqlite("Labels.Several", 2)]
    [OnSqlite("Sheets.Owned", 3)]
    [OnSqlite("Sheets.Complex", 1)]
    [OnSqlite("Stamps.Owned", 3)]
    [OnPostgres("Keepers.Owned", 3)]
    [OnPostgres("Folders.Many", 6)]
    [OnPostgres("Labels.Several", 2)]
    [OnPostgres("Sheets.Complex", 1)]
    public async Task A_scan_finds_every_value_of_somebody_else(TestDatabase database, string place, int values)
    {
        await using var host = await KeepersContext.StartAsync(database);
        await CopyAsync(host, place);

        await using var scope = host.NewScope();
        var report = await scope.Context.VerifyIntegrityAsync();

        Assert.Equal(values, report.Counts[IntegrityFindingKind.WrongSubject]);
        Assert.All(report.Findings, finding => Assert.Equal(
            (IntegrityFindingKind.WrongSubject, place.Split('.')[0]), (finding.Kind, finding.Table)));
        Assert.All(report.Findings, finding => Assert.NotEqual(finding.SubjectReference, finding.KeyReference));
    }

    [Theory]
    [OnSqlite("\"plain text\"", IntegrityFindingKind.Plaintext)]
    [OnSqlite("1815", IntegrityFindingKind.Plaintext)]
    [OnSqlite("\"gt1.AAAA\"", IntegrityFindingKind.UnknownFormat)]
    [OnSqlite("\"gt1.+\"", IntegrityFindingKind.UnknownFormat)]
    [OnSqlite("other", IntegrityFindingKind.Tampered)]
    [OnPostgres("\"plain text\"", IntegrityFindingKind.Plaintext)]
    [OnPostgres("other", IntegrityFindingKind.Tampered)]
    public async Task Every_kind_of_damage_has_its_name(TestDatabase database, string damage, IntegrityFindingKind kind)
    {
        await using var host = await KeepersContext.StartAsync(database);
        await ChangeAsync(host, "Folders", "Owned", (first, _) => first["said"] = damage == "other" ? first["Number"]!.DeepClone() : JsonNode.Parse(damage));

        await using var scope = host.NewScope();
        var report = await scope.Context.VerifyIntegrityAsync();

        var finding = Assert.Single(report.Findings);
        Assert.Equal(kind, finding.Kind);
        Assert.EndsWith(".Text", finding.Property, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite("{")]
    [OnSqlite("[1]")]
    public async Task A_text_that_is_no_such_document_is_found(TestDatabase database, string text)
    {
        await using var host = await KeepersContext.StartAsync(database);
        await host.ExecuteRawAsync($"""UPDATE "Labels" SET "Complex" = '{Escaped(text)}'""");

        await using var scope = host.NewScope();
        var report = await scope.Context.VerifyIntegrityAsync();

        Assert.Equal(2, report.Counts[IntegrityFindingKind.UnknownFormat]);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_that_has_encrypted_values_in_documents_only_cannot_change_its_person(TestDatabase database)
    {
        await using var host = await KeepersContext.StartAsync(database);
        await using var scope = host.NewScope();
        var bob = await scope.Context.Keepers.MaxAsync(row => row.Id);
        var folder = await scope.Context.Folders.OrderBy(row => row.Id).FirstAsync();
        scope.Context.Entry(folder).Property("KeeperId").CurrentValue = bob;
        await AssertRefusedAsync(scope.Context);

        scope.Context.ChangeTracker.Clear();
        (await scope.Context.Labels.OrderBy(row => row.Id).FirstAsync()).KeeperId = bob;
        await AssertRefusedAsync(scope.Context);

        static async Task AssertRefusedAsync(KeepersContext context)
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
            Assert.Contains("ReassignAsync", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Documents_move_with_their_row_and_what_hangs_on_it(TestDatabase database)
    {
        await using var host = await KeepersContext.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            var bob = await scope.Context.Keepers.MaxAsync(row => row.Id);
            var folder = await scope.Context.Folders.OrderBy(row => row.Id).FirstAsync();
            Assert.Equal(2, await scope.Context.ReassignAsync(folder, DataSubject.Of<Keeper>(bob), "filed on the wrong one"));
            var label = await scope.Context.Labels.OrderBy(row => row.Id).FirstAsync();
            Assert.Equal(1, await scope.Context.ReassignAsync(label, DataSubject.Of<Keeper>(bob), "filed on the wrong one"));
        }

        var kids = new HashSet<string>();
        foreach (var place in new[] { "Folders.Owned", "Folders.Many", "Labels.Complex", "Labels.Several", "Sheets.Owned", "Sheets.Complex" })
        {
            var (first, second) = await DocumentsAsync(host, place.Split('.')[0], place.Split('.')[1]);
            Assert.Equal(Envelope().Count(second), Envelope().Count(first));
            kids.UnionWith(Envelope().Matches(first + second).Select(match => KeyOf(match.Value)));
        }

        Assert.Single(kids);
        await using var reading = host.NewScope();
        Assert.Equal(["ada wrote", "bob wrote"], (await reading.Context.Folders.ToListAsync()).Select(row => row.Many[1].Text).Order());
        Assert.Equal(["ada nested", "bob nested"], (await reading.Context.Sheets.ToListAsync()).Select(row => row.Owned!.Inner!.Text).Order());
        Assert.Equal(["ada sealed", "bob sealed"], (await reading.Context.Labels.ToListAsync()).Select(row => row.Several[0].Text).Order());
        Assert.True((await reading.Context.VerifyIntegrityAsync()).IsIntact);
    }

    /// <summary>Copies the second row's document into the first row, past EF Core.</summary>
    private static Task<int> CopyAsync(TestHost<KeepersContext> host, string place)
    {
        var (table, column) = (place.Split('.')[0], place.Split('.')[1]);
        return host.ExecuteRawAsync(
            $"""
            UPDATE "{table}" SET "{column}" = (SELECT "{column}" FROM "{table}" ORDER BY "Id" DESC LIMIT 1)
            WHERE "Id" = (SELECT MIN("Id") FROM "{table}")
            """);
    }

    private static async Task ChangeAsync(TestHost<KeepersContext> host, string table, string column, Action<JsonNode, JsonNode> change)
    {
        var (first, second) = await DocumentsAsync(host, table, column);
        var changed = JsonNode.Parse(first)!;
        change(changed, JsonNode.Parse(second)!);
        var cast = host.Database == TestDatabase.Sqlite ? "" : "::jsonb";
        await host.ExecuteRawAsync($"""UPDATE "{table}" SET "{column}" = '{Escaped(changed.ToJsonString())}'{cast} WHERE "Id" = (SELECT MIN("Id") FROM "{table}")""");
    }

    private static async Task<(string First, string Second)> DocumentsAsync(TestHost<KeepersContext> host, string table, string column)
        => (await DocumentAsync(host, table, column, "ASC"), await DocumentAsync(host, table, column, "DESC"));

    private static async Task<string> DocumentAsync(TestHost<KeepersContext> host, string table, string column, string order)
        => (string)(await host.RawAsync($"""SELECT CAST("{column}" AS TEXT) FROM "{table}" ORDER BY "Id" {order} LIMIT 1"""))!;

    private static string Escaped(string json)
        => json.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static string KeyOf(string envelope)
        => Convert.ToHexString(FieldCipher.FromText(envelope, new ColumnBinding("", "")).AsSpan(2, 16));

    [GeneratedRegex("gt1\\.[A-Za-z0-9_-]+")]
    private static partial Regex Envelope();
}
