using System.Data;
using System.Data.Common;
using System.Text;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Searches a whole database, tables and columns that no model knows included, for the values of people who were erased.</summary>
/// <remarks>
/// One pass serves all of them. Rows are read as they come and not held; memory depends on the values searched for, and on the largest cell where
/// the database hands cells over as a whole (SQLite). Not thread-safe.
/// </remarks>
internal sealed class DatabaseSearch
{
    // What a pass holds in memory stays small, however many values a full scan searches for.
    private const int ValuesAtOnce = 2_000;

    private readonly DbContext _context;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<SearchedPerson> _people;
    private readonly List<(SearchedPerson Person, ErasedValue Value)> _values;
    private readonly SearchTally _tally;
    private readonly SortedSet<string> _notSearched = new(StringComparer.Ordinal);

    private DatabaseSearch(DbContext context, IReadOnlyList<SearchedPerson> people)
    {
        _context = context;
        _logger = context.GetService<ILoggerFactory>().CreateLogger<DatabaseSearch>();
        _people = people;
        _values = [.. people.SelectMany(person => person.Values.Select(value => (person, value)))];
        var isBounded = PersonalDataMap.Of(context.Model).Subjects.SelectMany(graph => graph.Entities)
            .Any(entity => entity.TenantProperty is not null || entity.Filters.Any(filter => filter.Kind == QueryFilterKind.Boundary));
        _tally = new SearchTally(_values, isBounded);
    }

    /// <summary>Searches for the values of all erasures at once.</summary>
    /// <param name="context">The context that they were carried out in.</param>
    /// <param name="runs">The erasures, committed.</param>
    /// <param name="scope">How far.</param>
    /// <param name="cancellationToken">Cancels the search; the result says so.</param>
    /// <returns>One result for each erasure, in their order. Never throws for what the database does.</returns>
    public static async Task<IReadOnlyList<ErasureVerification>> RunAsync(
        DbContext context, IReadOnlyList<ErasureRun> runs, VerificationScope scope, CancellationToken cancellationToken)
    {
        if (scope == VerificationScope.OwnPaths)
        {
            return [.. runs.Select(_ => new ErasureVerification())];
        }

        var search = new DatabaseSearch(context, [.. runs.Select(run => new SearchedPerson(run))]);
        var (columns, shortfall) = await search.TryRunAsync(scope, cancellationToken).ConfigureAwait(false);
        return [.. runs.Select((run, index) => search.ResultOf(run, search._people[index], scope, columns, shortfall))];
    }

    private ErasureVerification ResultOf(ErasureRun run, SearchedPerson person, VerificationScope scope, int columns, VerificationShortfall? shortfall)
    {
        var reason = run.FollowsAttempt ? VerificationShortfall.EarlierAttempt
            : person.Values.Count == 0 ? VerificationShortfall.NothingToSearchFor
            : shortfall ?? (run.Searched.LeftOut.Count > 0 ? VerificationShortfall.TooManyValues : null);
        var (heldByOthers, findings) = _tally.Of(person, scope);
        return new ErasureVerification
        {
            Requested = scope,
            Scope = reason is null ? scope : VerificationScope.OwnPaths,
            Shortfall = reason,
            Values = person.Values.Count,
            HeldByOthers = heldByOthers,
            Columns = person.Values.Count == 0 ? 0 : columns,
            NotSearchedFor = [.. run.Searched.LeftOut],
            NotSearched = person.Values.Count == 0 ? [] : [.. _notSearched],
            Findings = findings,
        };
    }

    private async Task<(int Columns, VerificationShortfall? Shortfall)> TryRunAsync(VerificationScope scope, CancellationToken cancellationToken)
    {
        if (_values.Count == 0)
        {
            return (0, null);
        }

        try
        {
            var columns = await SearchAsync(scope, cancellationToken).ConfigureAwait(false);
            return (columns, _notSearched.Count > 0 ? VerificationShortfall.NotReadable : null);
        }
        catch (OperationCanceledException)
        {
            return (0, VerificationShortfall.Cancelled);
        }
        catch (Exception exception) when (IsOfDatabase(exception) || exception is NotSupportedException or PersonalDataProtectionException)
        {
            ErasureLog.SearchFailed(_logger, exception.GetType().Name);
            return (0, VerificationShortfall.Failed);
        }
    }

    private async Task<int> SearchAsync(VerificationScope scope, CancellationToken cancellationToken)
    {
        if (scope == VerificationScope.Identifiers)
        {
            await FindHeldByOthersAsync(cancellationToken).ConfigureAwait(false);
        }

        await _context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var tables = (await DatabaseCatalogue.ReadAsync(_context, cancellationToken).ConfigureAwait(false)).Select(table => new SearchedTable(_context, table)).ToList();
            _notSearched.UnionWith(tables.SelectMany(table => table.NotReadable));
            for (var first = 0; first < _values.Count; first += ValuesAtOnce)
            {
                var search = new ValueSearch([.. _values.Skip(first).Take(ValuesAtOnce).Select(value => value.Value)]);
                foreach (var table in tables.Where(table => table.Columns.Count > 0))
                {
                    await TrySearchAsync(table, search, first, cancellationToken).ConfigureAwait(false);
                }
            }

            await _tally.HideKeysAsync(_context, tables.ToDictionary(table => table.Name), cancellationToken).ConfigureAwait(false);
            return tables.Where(table => !_notSearched.Contains(table.Name)).Sum(table => table.Columns.Count);
        }
        finally
        {
            await _context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private async Task FindHeldByOthersAsync(CancellationToken cancellationToken)
    {
        foreach (var value in _values.Select(value => value.Value).Where(value => value.Indexed is not null))
        {
            if (await value.Indexed!.IsHeldAsync(_context, cancellationToken).ConfigureAwait(false))
            {
                _tally.HoldElsewhere(value);
            }
        }
    }

    private async Task TrySearchAsync(SearchedTable table, ValueSearch search, int first, CancellationToken cancellationToken)
    {
        try
        {
            await SearchAsync(table, search, first, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfDatabase(exception) && !cancellationToken.IsCancellationRequested)
        {
            // The message of a provider can quote what it could not read.
            ErasureLog.TableNotSearched(_logger, table.Name, exception.GetType().Name, (exception as DbException)?.SqlState);
            _notSearched.Add(table.Name);
        }
    }

    private async Task SearchAsync(SearchedTable table, ValueSearch search, int first, CancellationToken cancellationToken)
    {
        var command = RawCommand.Create(_context, table.Sql, []);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    await SearchRowAsync(table, reader, search, first, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task SearchRowAsync(SearchedTable table, DbDataReader reader, ValueSearch search, int first, CancellationToken cancellationToken)
    {
        Dictionary<int, FoundValues>? found = null;
        for (var place = 0; place < table.Columns.Count; place++)
        {
            if (await FindAsync(table, reader, place, search, cancellationToken).ConfigureAwait(false) is { } here)
            {
                (found ??= []).Add(place, here);
            }
        }

        if (found is null)
        {
            return;
        }

        var row = table.ReadRow(reader, found.Keys);
        foreach (var (place, here) in found)
        {
            _tally.Add(table, table.Columns[place], row, here, first);
        }
    }

    private static async ValueTask<FoundValues?> FindAsync(SearchedTable table, DbDataReader reader, int place, ValueSearch search, CancellationToken cancellationToken)
    {
        if (await reader.IsDBNullAsync(place, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        using var text = table.Open(reader, place);
        return await search.FindAsync(text, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsOfDatabase(Exception exception)
        => exception is DbException or InvalidOperationException or IOException or InvalidCastException or FormatException or DecoderFallbackException or OverflowException;
}
