using System.Data.Common;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Erasures after which the database could not be read.</summary>
public class UnseenErasureTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Who_could_not_be_looked_for_stays_pending_and_is_certified_again(TestDatabase database)
    {
        var blind = new BlindAfterCommit();
        await using var company = await TestHost<CompanyContext>.StartAsync(database, options =>
        {
            options.ConfigureToolkit = CompanyPurposes.Register;
            options.ConfigureContext = context => context.AddInterceptors(blind);
        });
        var ada = await company.AddAsync(new Subscriber { Name = "Ada Lovelace", Email = "ada@example.org" });
        await using var scope = company.NewScope();
        var plan = await scope.Erasure.PlanAsync(ada);

        blind.IsOn = true;
        var unseen = await scope.Erasure.EraseAsync(plan);
        blind.IsOn = false;
        var pending = await scope.Erasure.ListPendingAsync();
        var seen = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));

        Assert.False(unseen.IsComplete);
        Assert.Equal(ada.Key, Assert.Single(pending).Key);
        Assert.True(seen.IsComplete);
        Assert.Empty(await scope.Erasure.ListPendingAsync());
        Assert.Equal([unseen.Id, seen.Id], company.Certificates.Take().Select(certificate => certificate.Id));
    }

    private sealed class BlindAfterCommit : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private bool _hasCommitted;

        public bool IsOn { get; set; }

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            _hasCommitted |= IsOn;
            return Task.CompletedTask;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
            => IsOn && _hasCommitted && command.CommandText.Contains("\"Subscribers\"", StringComparison.Ordinal)
                ? throw new InvalidOperationException("The database cannot be read.")
                : ValueTask.FromResult(result);
    }
}
