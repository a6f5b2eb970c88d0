using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public partial class JsonDocumentTests
{
    private static readonly string[] Documents = ["Prefs", "Lines", "Card", "Spare", "Cards"];

    private static Owner Filled() => new()
    {
        Prefs = new Prefs
        {
            Nick = "secret nick",
            Number = 1815,
            Birth = new DateOnly(1815, 12, 10),
            Plain = "kept",
            Inner = new Inner { Code = "secret inner" },
        },
        Lines = { new Line { Note = "secret one" }, new Line { Note = "secret two" } },
        Card = new Card { Nick2 = "secret card nick", Inner = new Inner { Code = "secret card inner" } },
        Spare = new Inner { Code = "secret spare" },
        Cards = { new Inner { Code = "secret k1" }, new Inner { Code = "secret kk" } },
    };

    private static void Configure(TestHostOptions options)
        => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));

    private static async Task<TestHost<JsonContext>> StartAsync(TestDatabase database, Owner owner)
    {
        var host = await TestHost<JsonContext>.StartAsync(database, Configure);
        await using var scope = host.NewScope();
        scope.Context.Add(owner);
        await scope.Context.SaveChangesAsync();
        return host;
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Owner
    {
        public int Id { get; set; }

        [NotPersonalData("for tests")]
        public string? Open { get; set; }

        public Prefs? Prefs { get; set; }

        public List<Line> Lines { get; } = [];

        public required Card Card { get; set; }

        public Inner? Spare { get; set; }

        public List<Inner> Cards { get; set; } = [];
    }

    private sealed class Prefs
    {
        [PersonalData(PersonalDataCategory.Name, "service")]
        [Encrypted]
        public required string Nick { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "service", Replacement = "0")]
        [Encrypted]
        public int Number { get; set; }

        [PersonalData(PersonalDataCategory.BirthDate, "service")]
        [Encrypted(WhenDestroyed = DestroyedValue.Null)]
        public DateOnly? Birth { get; set; }

        [NotPersonalData("for tests")]
        public string? Plain { get; set; }

        public Inner? Inner { get; set; }
    }

    private sealed class Line
    {
        [PersonalData(PersonalDataCategory.FreeText, "service")]
        [Encrypted]
        public required string Note { get; set; }
    }

    private sealed class Card
    {
        [PersonalData(PersonalDataCategory.Name, "service")]
        [Encrypted]
        public required string Nick2 { get; set; }

        public required Inner Inner { get; set; }
    }

    private sealed class Inner
    {
        [PersonalData(PersonalDataCategory.FreeText, "service")]
        [Encrypted]
        public required string Code { get; set; }
    }

    private sealed class JsonContext(DbContextOptions<JsonContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Owner>(owner =>
        {
            owner.OwnsOne(row => row.Prefs, prefs =>
            {
                prefs.ToJson();
                prefs.OwnsOne(row => row.Inner);
            });
            owner.OwnsMany(row => row.Lines, lines => lines.ToJson());
            owner.ComplexProperty(row => row.Card, card =>
            {
                card.ToJson();
                card.ComplexProperty(row => row.Inner);
            });
            owner.ComplexProperty(row => row.Spare, spare => spare.ToJson());
            owner.ComplexCollection(row => row.Cards, cards => cards.ToJson());
        });
    }
}
