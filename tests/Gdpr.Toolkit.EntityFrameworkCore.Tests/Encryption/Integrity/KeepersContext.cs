using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;

/// <summary>People, rows of theirs, and rows of those, whose encrypted values all lie in JSON documents.</summary>
internal sealed class KeepersContext(DbContextOptions<KeepersContext> options) : DbContext(options)
{
    public DbSet<Keeper> Keepers => Set<Keeper>();

    public DbSet<Folder> Folders => Set<Folder>();

    public DbSet<Sheet> Sheets => Set<Sheet>();

    public DbSet<Label> Labels => Set<Label>();

    public DbSet<Stamp> Stamps => Set<Stamp>();

    /// <summary>Starts with two of everything, of two people: what is Ada's comes first.</summary>
    public static async Task<TestHost<KeepersContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<KeepersContext>.StartAsync(database);
        foreach (var name in new[] { "ada", "bob" })
        {
            await using var scope = host.NewScope();
            scope.Context.Add(new Keeper
            {
                Code = $"code {name}",
                Owned = Written(name),
                Complex = Sealed(name),
                Folders = { new Folder { Owned = Written(name), Many = { Written(name), Written(name) }, Sheets = { new Sheet { Owned = Written(name), Complex = Sealed(name) } } } },
                Labels = { new Label { Complex = Sealed(name), Several = { Sealed(name), Sealed(name) } } },
            });
            scope.Context.Add(new Stamp { Code = $"code {name}", Owned = Written(name) });
            await scope.Context.SaveChangesAsync();
        }

        return host;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Keeper>(keeper =>
        {
            keeper.OwnsOne(row => row.Owned, Map);
            keeper.ComplexProperty(row => row.Complex, complex => complex.ToJson());
        });
        modelBuilder.Entity<Folder>(folder =>
        {
            folder.OwnsOne(row => row.Owned, Map);
            folder.OwnsMany(row => row.Many, many =>
            {
                many.ToJson();
                many.OwnsOne(written => written.Inner);
            });
            folder.Property<int?>("KeeperId");
            folder.HasOne<Keeper>().WithMany(row => row.Folders).HasForeignKey("KeeperId");
        });
        modelBuilder.Entity<Sheet>(sheet =>
        {
            sheet.OwnsOne(row => row.Owned, Map);
            sheet.ComplexProperty(row => row.Complex, complex => complex.ToJson());
        });
        modelBuilder.Entity<Label>(label =>
        {
            label.ComplexProperty(row => row.Complex, complex => complex.ToJson());
            label.ComplexCollection(row => row.Several, several => several.ToJson());
        });
        modelBuilder.Entity<Stamp>(stamp =>
        {
            stamp.OwnsOne(row => row.Owned, Map);
            stamp.HasOne(row => row.Keeper).WithMany().HasForeignKey(row => row.Code).HasPrincipalKey(row => row.Code);
        });

        static void Map<TOwner>(Microsoft.EntityFrameworkCore.Metadata.Builders.OwnedNavigationBuilder<TOwner, Written> owned)
            where TOwner : class
        {
            owned.ToJson();
            owned.OwnsOne(written => written.Inner).HasJsonPropertyName("nested");
            owned.Property(written => written.Text).HasJsonPropertyName("said");
        }
    }

    private static Written Written(string name) => new() { Text = $"{name} wrote", Plain = "kept", Number = 1815, Inner = new Nested { Text = $"{name} nested" } };

    private static Sealed Sealed(string name) => new() { Text = $"{name} sealed", Plain = "kept" };
}

[DataSubject(DataSubjectRole.Customer)]
internal sealed class Keeper
{
    public int Id { get; set; }

    [NotPersonalData("a number that means nothing")]
    public required string Code { get; set; }

    public Written? Owned { get; set; }

    public Sealed Complex { get; set; } = null!;

    public List<Folder> Folders { get; } = [];

    public List<Label> Labels { get; } = [];
}

/// <summary>Has owned documents, and a shadow property for its link.</summary>
internal sealed class Folder
{
    public int Id { get; set; }

    public Written? Owned { get; set; }

    public List<Written> Many { get; } = [];

    public List<Sheet> Sheets { get; } = [];
}

/// <summary>Two links away from its person, which its own row does not name.</summary>
internal sealed class Sheet
{
    public int Id { get; set; }

    public int FolderId { get; set; }

    public Written? Owned { get; set; }

    public Sealed Complex { get; set; } = null!;
}

/// <summary>Has complex documents only.</summary>
internal sealed class Label
{
    public int Id { get; set; }

    public int KeeperId { get; set; }

    public Sealed Complex { get; set; } = null!;

    public List<Sealed> Several { get; set; } = [];
}

/// <summary>Refers to its person by another key than the primary one.</summary>
internal sealed class Stamp
{
    public int Id { get; set; }

    [NotPersonalData("a number that means nothing")]
    public required string Code { get; set; }

    public Keeper Keeper { get; set; } = null!;

    public Written? Owned { get; set; }
}

internal sealed class Written
{
    [PersonalData(PersonalDataCategory.Communication), Encrypted]
    public string? Text { get; set; }

    [PersonalData(PersonalDataCategory.Profile), Encrypted]
    public int? Number { get; set; }

    [NotPersonalData("for tests")]
    public string? Plain { get; set; }

    public Nested? Inner { get; set; }
}

internal sealed class Nested
{
    [PersonalData(PersonalDataCategory.Communication), Encrypted]
    public string? Text { get; set; }
}

internal sealed class Sealed
{
    [PersonalData(PersonalDataCategory.Communication), Encrypted]
    public string? Text { get; set; }

    [NotPersonalData("for tests")]
    public string? Plain { get; set; }
}
