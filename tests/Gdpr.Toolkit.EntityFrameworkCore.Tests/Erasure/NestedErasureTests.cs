using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>What an erasure calls does not begin another one, which would wait for it.</summary>
public class NestedErasureTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_and_a_sweep_inside_an_erasure_are_refused(TestDatabase database)
    {
        var errors = new List<Exception?>();
        await using var host = await StartAsync(database, async host =>
        {
            await using var scope = host.NewScope();
            var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1));
            errors.Add(await Record.ExceptionAsync(() => scope.Erasure.EraseAsync(plan)));
            errors.Add(await Record.ExceptionAsync(() => scope.Sweep.RunAsync()));
        });

        await EraseAsync(host, 2).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.All(errors, error => Assert.Contains("'NotesContext' cannot begin inside another one", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal));
        Assert.Equal(2, errors.Count);
        await EraseAsync(host, 1);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_an_erasure_has_left_running_may_erase_when_it_is_over(TestDatabase database)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? later = null;
        await using var host = await StartAsync(database, host =>
        {
            later ??= Task.Run(async () =>
            {
                await over.Task;
                await EraseAsync(host, 1);
            });
            return Task.CompletedTask;
        });

        await EraseAsync(host, 2);
        over.SetResult();

        await later!.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task An_erasure_may_begin_another_one_in_another_database()
    {
        await using var other = await StartAsync(TestDatabase.Sqlite, _ => Task.CompletedTask);
        var erased = false;
        await using var host = await StartAsync(TestDatabase.Sqlite, async _ =>
        {
            await EraseAsync(other, 2);
            erased = true;
        });

        await EraseAsync(host, 2);

        Assert.True(erased);
    }

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database, Func<TestHost<NotesContext>, Task> keep)
    {
        TestHost<NotesContext>? host = null;
        host = await TestHost<NotesContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.KeepErasureCertificates((_, _, _) => keep(host!)));
        await using var scope = host.NewScope();
        scope.Context.Add(new Person { Name = "Ada" });
        scope.Context.Add(new Person { Name = "Bob" });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static async Task EraseAsync(TestHost<NotesContext> host, int id)
    {
        await using var scope = host.NewScope();
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(id)))).IsComplete);
    }
}
