using System.Data.Common;
using System.Globalization;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The identities that a database gives to people: how far they have come, and that they go on from there.</summary>
internal static class IdentityColumns
{
    /// <summary>Reads the highest identity of a kind of people, in the context's transaction; nothing where the database does not number them.</summary>
    /// <remarks>Not the person's own: beside the pseudonymous reference it would say who that is.</remarks>
    public static async Task<IReadOnlyList<SequenceMark>> ReadAsync(Person person, CancellationToken cancellationToken)
    {
        if (Find(person.SubjectType) is not var (table, schema, column))
        {
            return [];
        }

        var sql = person.Context.GetService<ISqlGenerationHelper>();
        var highest = await RawCommand.ScalarAsync(
            person.Context,
            $"SELECT MAX({sql.DelimitIdentifier(column)}) FROM {sql.DelimitIdentifier(table, schema)}",
            [],
            cancellationToken).ConfigureAwait(false);
        return highest is null
            ? []
            : [new SequenceMark(schema is null ? table : $"{schema}.{table}", column, Convert.ToInt64(highest, CultureInfo.InvariantCulture))];
    }

    /// <summary>Lets identities go on after a number, unless they are beyond it.</summary>
    public static async Task<AdvancedSequence> AdvanceAsync(DbContext context, SequenceMark mark, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var advanced = context.Database.ProviderName switch
            {
                DatabaseProviders.Sqlite => await AdvanceSqliteAsync(context, mark, cancellationToken).ConfigureAwait(false),
                DatabaseProviders.Npgsql => await AdvancePostgresAsync(context, mark, cancellationToken).ConfigureAwait(false),
                _ => false,
            };
            return new AdvancedSequence(mark, advanced);
        }
        catch (DbException)
        {
            // The table may be gone, or the sequence another role's.
            return new AdvancedSequence(mark, IsAdvanced: false);
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static (string Table, string? Schema, string Column)? Find(IReadOnlyEntityType subject)
    {
        var type = (IEntityType)subject;
        return type.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key]
            && key.ClrType is var clr && (clr == typeof(int) || clr == typeof(long) || clr == typeof(short))
            && StoreObjectIdentifier.Create(type, StoreObjectType.Table) is { } table
            && key.GetColumnName(table) is { } column
                ? (table.Name, table.Schema, column)
                : null;
    }

    private static async Task<bool> AdvanceSqliteAsync(DbContext context, SequenceMark mark, CancellationToken cancellationToken)
    {
        // Only tables with AUTOINCREMENT remember; others give the highest number that is there, plus one.
        var remembers = await RawCommand.ScalarAsync(
            context,
            $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = {Literal(mark.Table)} AND sql LIKE '%AUTOINCREMENT%'",
            [],
            cancellationToken).ConfigureAwait(false);
        if (remembers is not 1L)
        {
            return false;
        }

        await RawCommand.ScalarAsync(
            context,
            $"""
            INSERT INTO sqlite_sequence (name, seq) SELECT {Literal(mark.Table)}, 0
                WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = {Literal(mark.Table)});
            UPDATE sqlite_sequence SET seq = MAX(seq, {Number(mark)}) WHERE name = {Literal(mark.Table)}
            """,
            [],
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> AdvancePostgresAsync(DbContext context, SequenceMark mark, CancellationToken cancellationToken)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var dot = mark.Table.IndexOf('.', StringComparison.Ordinal);
        var table = dot < 0 ? sql.DelimitIdentifier(mark.Table) : sql.DelimitIdentifier(mark.Table[(dot + 1)..], mark.Table[..dot]);
        return await RawCommand.ScalarAsync(context, $"SELECT pg_get_serial_sequence({Literal(table)}, {Literal(mark.Column)})", [], cancellationToken).ConfigureAwait(false) is string sequence
            && await RawCommand.ScalarAsync(
                context,
                $"SELECT setval({Literal(sequence)}, GREATEST({Number(mark)}, (SELECT last_value FROM {sequence})))",
                [],
                cancellationToken).ConfigureAwait(false) is long;
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Number(SequenceMark mark) => mark.Value.ToString(CultureInfo.InvariantCulture);
}
