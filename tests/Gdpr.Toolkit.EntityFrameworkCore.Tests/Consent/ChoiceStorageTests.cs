using System.Data.Common;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

public class ChoiceStorageTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task No_row_names_the_person_or_shows_an_address_or_a_free_text(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using (var scope = shop.NewScope())
        {
            await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked());
            await scope.Objections.ObjectAsync(
                ada,
                Choices.Newsletter,
                Choices.Web,
                "I am the Countess-of-L.",
                [ContactPoint.Email("Ada@Example.org"), ContactPoint.Phone("+46 70 123 45 67")]);
            await scope.Restrictions.RestrictAsync(ada, RestrictionGround.LegalClaims, Choices.Web, reason: "Countess-of-L. v. Babbage");
        }

        Assert.Equal(
            (1L, 1L, 1L, 2L),
            (await shop.CountAsync("GdprConsents"), await shop.CountAsync("GdprObjections"), await shop.CountAsync("GdprRestrictions"), await shop.CountAsync("GdprSuppressions")));
        Assert.True(await shop.FilesContainAsync("Yes, ask me what I think of you."));
        foreach (var text in new[] { "Lovelace", "Ada@", "ada@example", "46701234567", "Countess-of-L." })
        {
            Assert.False(await shop.FilesContainAsync(text));
        }

        var reference = Assert.IsType<byte[]>(await shop.RawAsync("""SELECT "SubjectRef" FROM "GdprConsents" """));
        Assert.Equal(32, reference.Length);
        Assert.Equal(reference, await shop.RawAsync("""SELECT "SubjectRef" FROM "GdprKeys" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Choices_are_one_unit_with_the_applications_own_changes(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using (var scope = shop.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            await AddBobWithChoicesAsync(scope, ada);
            Assert.Single(await scope.Consent.LoadHistoryAsync(ada));
            await transaction.RollbackAsync();
            Assert.Empty(await scope.Consent.LoadHistoryAsync(ada));
        }

        Assert.Equal(0, await CountChoicesAsync(shop));
        await using (var scope = shop.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            await AddBobWithChoicesAsync(scope, ada);
            await transaction.CommitAsync();
        }

        Assert.Equal(5, await CountChoicesAsync(shop));
        Assert.Equal(2, await shop.CountAsync("Customers"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_first_choice_in_a_database_that_is_rolled_back_leaves_no_keys_behind(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        await using (var scope = shop.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            await scope.Suppressions.AddAsync(ContactPoint.Email("ada@example.org"));
            await transaction.RollbackAsync();
            Assert.False(await scope.Suppressions.ContainsAsync(ContactPoint.Email("ada@example.org")));
            await scope.Suppressions.AddAsync(ContactPoint.Email("bob@example.org"));
        }

        await using var other = shop.StartAnotherShopWithChoices();
        await using var later = other.NewScope();
        Assert.True(await later.Suppressions.ContainsAsync(ContactPoint.Email("bob@example.org")));
        Assert.Equal(1, await shop.CountAsync("GdprEpochs"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_refused_call_leaves_the_applications_transaction_usable(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        await using var transaction = await scope.Context.Database.BeginTransactionAsync();
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked());

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Objections.ObjectAsync(
            DataSubject.Of<Customer>(4711), Choices.Newsletter, Choices.Web, suppress: [ContactPoint.Email("ada@example.org")]));
        await transaction.CommitAsync();

        Assert.Equal(1, await CountChoicesAsync(shop));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Concurrent_choices_of_one_person_get_one_order(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var other = shop.StartAnotherShopWithChoices();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            await using var scope = (i % 2 == 0 ? shop : other).NewScope();
            await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked($"text {i}"));
            await scope.Consent.WithdrawAsync(ada, Choices.Survey, Choices.Web);
        })));

        await using var reading = shop.NewScope();
        var history = await reading.Consent.LoadHistoryAsync(ada);
        Assert.Equal(6, history.Count(record => record.Text is not null));
        Assert.Equal(history[^1].Status, await reading.Consent.LoadStatusAsync(ada, Choices.Survey));
        Assert.Equal(ConsentStatus.Withdrawn, history[^1].Status);
        Assert.Equal(
            Enumerable.Range(1, history.Count),
            await reading.Context.Set<ConsentRow>().OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Of_two_who_decide_on_an_objection_in_the_same_moment_one_is_told_that_it_is_decided(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var other = shop.StartAnotherShopWithChoices();
        await using var first = shop.NewScope();
        await using var second = other.NewScope();
        var objection = await first.Objections.ObjectAsync(ada, Choices.FraudPrevention, Choices.Web);

        var decisions = await Task.WhenAll(
            TryAsync(() => first.Objections.UpholdAsync(ada, objection.Id, new("desk 1", "no grounds"))),
            TryAsync(() => second.Objections.OverrideAsync(ada, objection.Id, new("desk 2", "compelling grounds"))));

        var decision = Assert.Single(decisions, record => record is not null);
        Assert.Equal([ObjectionState.Pending, decision!.State], (await first.Objections.LoadHistoryAsync(ada)).Select(record => record.State));

        static Task<ObjectionRecord?> TryAsync(Func<Task<ObjectionRecord>> decide) => Task.Run(async () =>
        {
            try
            {
                return await decide();
            }
            catch (InvalidOperationException error) when (error.Message.Contains("cannot be changed this way", StringComparison.Ordinal))
            {
                return null;
            }
        });
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_retry_after_a_lost_answer_to_the_commit_records_nothing_twice(TestDatabase database)
    {
        var line = new FlakyLine();
        await using var shop = await Choices.StartAsync(database, options => options.ConfigureContext = context =>
        {
            context.AddInterceptors(line);
            context.ReplaceService<IExecutionStrategyFactory, RetryingFactory>();
        });
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        line.LoseNextAnswer = true;
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked());
        line.LoseNextAnswer = true;
        await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web, "no", [ContactPoint.Email("ada@example.org")]);

        Assert.Equal(2, line.Lost);
        Assert.Equal(
            (1L, 1L, 1L),
            (await shop.CountAsync("GdprConsents"), await shop.CountAsync("GdprObjections"), await shop.CountAsync("GdprSuppressions")));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Instants_are_the_same_on_every_database(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database, options => options.Clock.UtcNow = new DateTimeOffset(2026, 10, 25, 2, 30, 0, 123, TimeSpan.FromHours(2)));
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        var record = await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked());

        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, 123, TimeSpan.Zero), record.RecordedAt);
        Assert.Equal(TimeSpan.Zero, record.RecordedAt.Offset);
        Assert.Equal(1_792_888_200_123L, await shop.RawAsync("""SELECT "RecordedAt" FROM "GdprConsents" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Tables_of_choices_follow_schema_names_and_conversions_of_the_application(TestDatabase database)
    {
        await using var host = await TestHost<HostingTests.RenamedContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose(Choices.Survey, p => p.On(LegalBasis.Consent)));
        await using var scope = host.NewScope();
        var person = new Person { Name = "Ada" };
        scope.Context.Add(person);
        await scope.Context.SaveChangesAsync();

        await scope.Consent.GiveAsync(DataSubject.Of<Person>(person.Id), Choices.Survey, Choices.Ticked());

        var table = database == TestDatabase.PostgreSql ? "\"app\".gdpr_consents" : "gdpr_consents";
        Assert.Equal("Given", await host.RawAsync($"SELECT status FROM {table}"));
        Assert.Equal(ConsentStatus.Given, await scope.Consent.LoadStatusAsync(DataSubject.Of<Person>(person.Id), Choices.Survey));
    }

    private static async Task AddBobWithChoicesAsync(TestScope<ShopContext> scope, DataSubject ada)
    {
        var bob = ShopHost.Bob();
        scope.Context.Add(bob);
        await scope.Context.SaveChangesAsync();
        await scope.Consent.GiveAsync(DataSubject.Of<Customer>(bob.Id), Choices.Survey, Choices.Ticked());
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked());
        await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web, "no", [ContactPoint.Email("ada@example.org")]);
        await scope.Restrictions.RestrictAsync(ada, RestrictionGround.LegalClaims, Choices.Web);
    }

    private static async Task<long> CountChoicesAsync(TestHost<ShopContext> shop)
        => await shop.CountAsync("GdprConsents") + await shop.CountAsync("GdprObjections")
            + await shop.CountAsync("GdprRestrictions") + await shop.CountAsync("GdprSuppressions");

    private sealed class LineFailure() : Exception("The line went down after the commit.");

    private sealed class FlakyLine : DbTransactionInterceptor
    {
        public bool LoseNextAnswer { get; set; }

        public int Lost { get; private set; }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!LoseNextAnswer)
            {
                return Task.CompletedTask;
            }

            LoseNextAnswer = false;
            Lost++;
            throw new LineFailure();
        }
    }

    private sealed class RetryingFactory(ExecutionStrategyDependencies dependencies) : IExecutionStrategyFactory
    {
        public IExecutionStrategy Create() => new Retrying(dependencies);
    }

    private sealed class Retrying(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, maxRetryCount: 1, TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is LineFailure;
    }
}
