using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model;

public class MarkTests
{
    [Fact]
    public async Task A_base_class_that_is_no_entity_passes_its_mark_on()
    {
        await using var host = await TestHost<MarkContext>.StartAsync(TestDatabase.Sqlite);
        await using var scope = host.NewScope();

        var mark = scope.Context.Model.FindEntityType(typeof(Member))!.DataSubject();

        Assert.Equal(DataSubjectRole.Member, mark!.Role);
    }

    [Fact]
    public async Task A_fluent_mark_wins_over_the_attribute()
    {
        await using var host = await TestHost<MarkContext>.StartAsync(TestDatabase.Sqlite);
        await using var scope = host.NewScope();
        var name = scope.Context.Model.FindEntityType(typeof(Member))!.FindProperty(nameof(Member.Name))!;

        Assert.Equal(new EncryptionMark { Searchable = true, ColumnId = "members.name", PadTo = 32 }, name.Encryption());
        Assert.Equal("members.name", name.EncryptedColumn()!.Binding.ColumnId);
        Assert.Equal(PersonalDataCategory.Username, name.PersonalData()!.Category);
    }

    [Fact]
    public async Task Values_survive_a_rename_of_class_property_and_column_under_a_declared_column_id()
    {
        await using var host = await TestHost<MarkContext>.StartAsync(TestDatabase.Sqlite);
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Member { Name = "Ada" });
            await scope.Context.SaveChangesAsync();
        }

        await host.ExecuteRawAsync("""ALTER TABLE "Member" RENAME COLUMN "Name" TO "renamed" """);
        await using var reading = host.NewScope();
        var renamed = await reading.Context.Set<Member>().FromSqlRaw("""SELECT *, "renamed" AS "Name" FROM "Member" """).SingleAsync();

        Assert.Equal("Ada", renamed.Name);
    }

    [DataSubject(DataSubjectRole.Member)]
    internal abstract class Anybody
    {
        public int Id { get; set; }
    }

    internal sealed class Member : Anybody
    {
        [PersonalData(PersonalDataCategory.Name)]
        [Encrypted(PadTo = 16)]
        public string? Name { get; set; }
    }

    internal sealed class MarkContext(DbContextOptions<MarkContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity<Member>().Property(row => row.Name)
                .IsPersonalData(PersonalDataCategory.Username)
                .IsEncrypted(searchable: true, columnId: "members.name", padTo: 32);
    }
}
