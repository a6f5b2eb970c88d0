using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

public class FailedParameterTests
{
    [Theory]
    [OnSqlite]
    public async Task A_value_without_a_tag_leaves_no_context_behind_on_its_thread(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        var scope = people.NewScope();
        await using var _ = scope;
        var column = scope.Context.Model.FindEntityType(typeof(Person))!.FindProperty(nameof(Person.Email))!.EncryptedColumn()!;
        var noText = "\ud800";
        (Exception? Query, Exception? Later) errors = default;

        // A thread of its own, for what is left on it would stay there.
        var thread = new Thread(() => errors = (
            Record.Exception(() => scope.Context.People.Count(p => p.Email == noText)),
            Record.Exception(() => ColumnScope.RequireKeyring(column.Binding))));
        thread.Start();
        thread.Join();

        Assert.NotNull(errors.Query);
        Assert.IsType<InvalidOperationException>(errors.Later);
    }
}
