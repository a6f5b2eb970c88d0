using System.Data.Common;
using System.Runtime.CompilerServices;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>A ledger in a database of its own, a row an entry. Thread-safe.</summary>
internal sealed class ErasureLedgerDatabase(Action<DbContextOptionsBuilder> configure) : IErasureLedger, IErasureLedgerDatabase
{
    private const string Name = "in the database that UseErasureLedgerDatabase names";

    /// <summary>How many lines are read at once: about half a megabyte.</summary>
    internal const int PageSize = 1_000;

    private readonly DbContextOptions<LedgerLinesContext> _options = BuildOptions(configure);

    public async Task<ErasureLedgerEntry> AppendAsync(ErasureLedgerRecord record, CancellationToken cancellationToken)
    {
        using var apart = AmbientTransaction.Suppress();
        using var lines = Open();
        return await AskAsync(() => lines.Database.CreateExecutionStrategy().ExecuteAsync((lines, record), AppendOnceAsync, cancellationToken)).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ErasureLedgerEntry> ReadAsync(
        ErasureLedgerHead after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        using var lines = Open();
        await RequireAsync(lines, after, cancellationToken).ConfigureAwait(false);
        var head = after;
        List<LedgerLine> page;
        do
        {
            page = await PageAsync(lines, head, cancellationToken).ConfigureAwait(false);
            foreach (var line in page)
            {
                var entry = LedgerChain.Parse(line.Line, head, Name);
                head = entry.Head;
                yield return entry;
            }
        }
        while (page.Count == PageSize);
    }

    public async Task<IAsyncDisposable> LockReplayAsync(CancellationToken cancellationToken)
    {
        var lines = Open();
        try
        {
            await lines.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (lines.Database.ProviderName == DatabaseProviders.Npgsql)
            {
                return await ReplayTurn.TakeAsync(lines, cancellationToken).ConfigureAwait(false);
            }

            var path = lines.Database.GetDbConnection().DataSource + ".replay";
            await lines.DisposeAsync().ConfigureAwait(false);
            return (await PrivateFile.LockAsync(path, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false))!;
        }
        catch
        {
            await lines.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task CreateTablesAsync(CancellationToken cancellationToken = default)
    {
        using var lines = Open();
        await OwnTables.CreateAsync(lines, cancel => lines.Lines.AnyAsync(cancel), cancellationToken).ConfigureAwait(false);
    }

    public string GenerateCreateScript()
    {
        using var lines = Open();
        return lines.Database.GenerateCreateScript();
    }

    private static async Task<ErasureLedgerEntry> AppendOnceAsync(
        (LedgerLinesContext Lines, ErasureLedgerRecord Record) append, CancellationToken cancellationToken)
    {
        var (lines, record) = append;
        lines.ChangeTracker.Clear();
        await lines.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var isPostgres = lines.Database.ProviderName == DatabaseProviders.Npgsql;
            if (!isPostgres)
            {
                await lines.Database.ExecuteSqlRawAsync("PRAGMA synchronous = FULL", cancellationToken).ConfigureAwait(false);
            }

            var transaction = await lines.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                if (isPostgres)
                {
                    // One appends at a time; SQLite has one writer anyway.
                    await lines.Database.ExecuteSqlRawAsync(
                        """SET LOCAL synchronous_commit = on; LOCK TABLE "GdprErasureLedger" IN EXCLUSIVE MODE""", cancellationToken).ConfigureAwait(false);
                }

                var entry = (await HeadAsync(lines, cancellationToken).ConfigureAwait(false)).Append(record);
                lines.Add(new LedgerLine { Position = entry.Position, Line = entry.ToLine() });
                await lines.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return entry;
            }
        }
        finally
        {
            await lines.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static async Task<ErasureLedgerHead> HeadAsync(LedgerLinesContext lines, CancellationToken cancellationToken)
    {
        var last = await lines.Lines.AsNoTracking().OrderByDescending(line => line.Position).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return last is null ? ErasureLedgerHead.Empty : Parse(last).Head;
    }

    /// <exception cref="ErasureLedgerException">The ledger does not hold a head any more.</exception>
    private static async Task RequireAsync(LedgerLinesContext lines, ErasureLedgerHead head, CancellationToken cancellationToken)
    {
        using var apart = AmbientTransaction.Suppress();
        if (head.Position > 0
            && (await AskAsync(() => lines.Lines.AsNoTracking().SingleOrDefaultAsync(line => line.Position == head.Position, cancellationToken)).ConfigureAwait(false) is not { } line
                || Parse(line).Head != head))
        {
            throw LedgerErrors.Cut(Name, head.Position);
        }
    }

    private static async Task<List<LedgerLine>> PageAsync(LedgerLinesContext lines, ErasureLedgerHead after, CancellationToken cancellationToken)
    {
        using var apart = AmbientTransaction.Suppress();
        return await AskAsync(
            () => lines.Lines.AsNoTracking().Where(line => line.Position > after.Position).OrderBy(line => line.Position).Take(PageSize).ToListAsync(cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (DbException exception) when (MissingTables.AreCauseOf(exception))
        {
            throw LedgerErrors.TableMissing(exception);
        }
    }

    private static ErasureLedgerEntry Parse(LedgerLine line)
    {
        try
        {
            return ErasureLedgerEntry.Parse(line.Line) is var entry && entry.Position == line.Position
                ? entry
                : throw LedgerErrors.Changed(Name, line.Position);
        }
        catch (FormatException exception)
        {
            throw LedgerErrors.Changed(Name, line.Position, exception);
        }
    }

    private LedgerLinesContext Open() => new(_options);

    private static DbContextOptions<LedgerLinesContext> BuildOptions(Action<DbContextOptionsBuilder> configure)
    {
        var builder = new DbContextOptionsBuilder<LedgerLinesContext>();
        configure(builder);
        CompleteModelExtension.AddTo(builder);
        return builder.Options;
    }
}
