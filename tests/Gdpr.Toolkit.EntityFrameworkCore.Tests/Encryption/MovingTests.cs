using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Letters lie in boxes that hold nothing encrypted themselves.</summary>
public class MovingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_box_of_encrypted_letters_cannot_move_to_another_person(TestDatabase database)
    {
        await using var host = await TestHost<LettersContext>.StartAsync(database);
        await using var scope = host.NewScope();
        var (box, other) = await AddAsync(scope.Context);

        box.OwnerId = other.Id;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());

        Assert.Contains("'Box'", refused.Message, StringComparison.Ordinal);
        await using var later = host.NewScope();
        Assert.NotEqual(other.Id, (await later.Context.Boxes.SingleAsync()).OwnerId);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_box_can_change_as_long_as_it_stays_with_its_person(TestDatabase database)
    {
        await using var host = await TestHost<LettersContext>.StartAsync(database);
        await using var scope = host.NewScope();
        var (box, _) = await AddAsync(scope.Context);

        box.Color = "red";
        await scope.Context.SaveChangesAsync();

        await using var later = host.NewScope();
        Assert.Equal("red", (await later.Context.Boxes.SingleAsync()).Color);
        Assert.Equal("Dear Ada", (await later.Context.Letters.SingleAsync()).Text);
    }

    private static async Task<(Box Box, Owner Other)> AddAsync(LettersContext context)
    {
        var box = new Box { Letters = { new Letter { Text = "Dear Ada" } } };
        var other = new Owner();
        context.AddRange(new Owner { Boxes = { box } }, other);
        await context.SaveChangesAsync();
        return (box, other);
    }

    public class LettersContext(DbContextOptions<LettersContext> options) : DbContext(options)
    {
        public DbSet<Owner> Owners => Set<Owner>();

        public DbSet<Box> Boxes => Set<Box>();

        public DbSet<Letter> Letters => Set<Letter>();
    }

    [DataSubject(DataSubjectRole.User)]
    public class Owner
    {
        public int Id { get; set; }

        public List<Box> Boxes { get; } = [];
    }

    public class Box
    {
        public int Id { get; set; }

        public int OwnerId { get; set; }

        [NotPersonalData("the colour of a box")]
        public string? Color { get; set; }

        public List<Letter> Letters { get; } = [];
    }

    public class Letter
    {
        public int Id { get; set; }

        public int BoxId { get; set; }

        [PersonalData(PersonalDataCategory.Communication), Encrypted]
        public required string Text { get; set; }
    }
}
