using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>What an erasure must not do to others.</summary>
public class OtherPeopleTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_that_somebody_else_has_answered_stays_without_its_text(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var ada = new Writer { Posts = { new Post { Text = "Engines weave" } } };
        var bob = new Writer();
        scope.Context.AddRange(ada, bob);
        await scope.Context.SaveChangesAsync();
        scope.Context.Add(new Comment { PostId = ada.Posts[0].Id, CommenterId = bob.Id, Text = "Do they?" });
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Writer>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal("Do they?", (await scope.Context.Set<Comment>().SingleAsync()).Text);
        Assert.Null((await scope.Context.Set<Post>().SingleAsync()).Text);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Deleting_a_firm_does_not_delete_the_people_who_work_there(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var firm = new Firm { Staff = { new Writer() } };
        scope.Context.Add(firm);
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        scope.Context.Remove(await scope.Context.Set<Firm>().SingleAsync());
        await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());

        await using var later = host.NewScope();
        Assert.Equal(1, await later.Context.Set<Writer>().CountAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_removed_person_is_not_found_any_more_in_the_same_context(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var ada = new Writer();
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();

        scope.Context.Remove(ada);
        await scope.Context.SaveChangesAsync();

        Assert.Null(await scope.Context.FindAsync<Writer>(ada.Id));
        Assert.Equal(EntityState.Detached, scope.Context.Entry(ada).State);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Lists_are_exported_and_erased_as_lists(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var ada = new Writer { Phones = ["+44 1", "+44 2"] };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        using var zip = new MemoryStream();

        await scope.Export.ExportAsync(DataSubject.Of<Writer>(ada.Id), Toolkit.Export.ExportProfile.Access, zip);
        using var archive = new System.IO.Compression.ZipArchive(zip);
        using var reader = new StreamReader(archive.GetEntry("data/writer.json")!.Open());
        var exported = System.Text.Json.JsonDocument.Parse(await reader.ReadToEndAsync()).RootElement.GetProperty("records")[0].GetProperty("phones");
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Writer>(ada.Id)));

        Assert.Equal(["+44 1", "+44 2"], exported.EnumerateArray().Select(phone => phone.GetString()));
        Assert.Null((await scope.Context.Set<Writer>().IgnoreQueryFilters().AsNoTracking().SingleAsync()).Phones);
    }

    private static Task<TestHost<ForumContext>> StartAsync(TestDatabase database)
        => TestHost<ForumContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("forum", p => p.On(LegalBasis.Contract)));

    public class ForumContext(DbContextOptions<ForumContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Writer>();
            modelBuilder.Entity<Firm>();
            modelBuilder.Entity<Comment>().HasOne<Writer>().WithMany().HasForeignKey(comment => comment.CommenterId);
        }
    }

    public class Firm
    {
        public int Id { get; set; }

        public List<Writer> Staff { get; } = [];
    }

    [DataSubject(DataSubjectRole.User)]
    public class Writer
    {
        public int Id { get; set; }

        public Firm Firm { get; set; } = new();

        [PersonalData(PersonalDataCategory.TelephoneNumber, "forum")]
        public List<string>? Phones { get; set; }

        public List<Post> Posts { get; } = [];
    }

    public class Post
    {
        public int Id { get; set; }

        public int WriterId { get; set; }

        [PersonalData(PersonalDataCategory.Communication, "forum")]
        [Encrypted(Searchable = true)]
        public string? Text { get; set; }

        public List<Comment> Comments { get; } = [];
    }

    public class Comment
    {
        public int Id { get; set; }

        public int PostId { get; set; }

        public int CommenterId { get; set; }

        [PersonalData(PersonalDataCategory.Communication, "forum")]
        public required string Text { get; set; }
    }
}
