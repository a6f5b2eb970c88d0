using System.Text.Json;
using Gdpr.Toolkit.Export.Tests.Club;
using Gdpr.Toolkit.Export.Tests.Readers;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Export.Tests;

/// <summary>Models of other shapes than the club's.</summary>
public sealed class ShapeTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gdpr-shape-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Texts_of_others_in_a_list_are_counted_once()
    {
        var package = await PackAsync();

        Assert.Equal(1, Assert.Single(package.Summary.Omissions, omission => omission is { Entity: "guest", Field: "remarks.text" }).Values);
        Assert.DoesNotContain("What the porter wrote", string.Concat(package.Files.Keys.Select(package.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_objects_that_the_model_converts_is_written_as_it_is_stored()
    {
        var package = await PackAsync();

        Assert.Equal("""[{"Word":"early riser"}]""", (string?)package.Json("data/guest.json")["records"]![0]!["labels"]);
        Assert.DoesNotContain(nameof(ShapeTests), package.Text("data/guest.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSON_document_of_the_database_is_written_as_JSON()
    {
        var package = await PackAsync();

        Assert.Equal("window", (string?)package.Json("data/guest.json")["records"]![0]!["profile"]!["seat"]);
    }

    [Fact]
    public async Task A_class_whose_name_has_no_Latin_letter_has_a_file()
    {
        var package = await PackAsync();

        Assert.Equal("2 nights", (string?)package.Json("data/record.json")["records"]![0]!["what"]);
    }

    [SchemaFact]
    public async Task All_shapes_are_valid_against_the_schema_and_the_same_in_CSV()
    {
        (await PackAsync()).Unpack(_directory.FullName);

        Assert.Equal(0, Schemas.Validate(_directory.FullName).ExitCode);
        Assert.Equal((0, "all cells compared, 0 problems"), (Schemas.CompareCsv(_directory.FullName).ExitCode, Schemas.CompareCsv(_directory.FullName).Output.Trim()));
    }

    private static async Task<Package> PackAsync()
    {
        using var file = new SqliteFile();
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(TestCertificates.Other);
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
        });
        services.AddDbContext<ShapeContext>(options => options.UseSqlite(file.ConnectionString).UseGdprToolkit());
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ShapeContext>();
        await context.Database.EnsureCreatedAsync();
        var guest = new Guest
        {
            Latitude = -33.9,
            Floor = -1,
            Labels = { new Label { Word = "early riser" } },
            Profile = JsonDocument.Parse("""{"seat":"window","floors":[1,2]}"""),
            Remarks = { new Remark { Text = "What the guest wrote" }, new Remark { Text = "What the porter wrote", IsByStaff = true } },
        };
        context.AddRange(guest, new Проживание { Guest = guest, What = "2 nights" });
        await context.SaveChangesAsync();
        using var zip = new MemoryStream();
        var summary = await scope.ServiceProvider.GetRequiredService<IPersonalDataExport>().ExportAsync(DataSubject.Of<Guest>(guest.Id), ExportProfile.Access, zip);
        return Package.Read(zip.ToArray(), summary);
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Guest
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Location, "service")]
        public double? Latitude { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service")]
        public short? Floor { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service", Replacement = null)]
        public List<Label> Labels { get; set; } = [];

        [PersonalData(PersonalDataCategory.Preference, "service")]
        public JsonDocument? Profile { get; set; }

        public List<Remark> Remarks { get; } = [];
    }

    private sealed class Label
    {
        public required string Word { get; set; }
    }

    private sealed class Remark
    {
        [PersonalData(PersonalDataCategory.FreeText, "service", WithheldWhen = nameof(IsByStaff))]
        public string? Text { get; set; }

        [NotPersonalData("says which side wrote")]
        public bool IsByStaff { get; set; }
    }

    private sealed class Проживание
    {
        public int Id { get; set; }

        public int GuestId { get; set; }

        public Guest Guest { get; set; } = null!;

        [PersonalData(PersonalDataCategory.Purchase, "service")]
        public string? What { get; set; }
    }

    private sealed class ShapeContext(DbContextOptions<ShapeContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Guest>(guest =>
            {
                guest.OwnsMany(g => g.Remarks, remark => remark.HasKey("Id"));
                guest.Property(g => g.Labels).IsRequired(false).HasConversion(
                    labels => JsonSerializer.Serialize(labels, JsonSerializerOptions.Default),
                    text => JsonSerializer.Deserialize<List<Label>>(text, JsonSerializerOptions.Default)!,
                    new ValueComparer<List<Label>>((left, right) => ReferenceEquals(left, right), labels => labels.Count));
                guest.Property(g => g.Profile).HasConversion(
                    document => document!.RootElement.GetRawText(),
                    text => JsonDocument.Parse(text, default));
            });
            modelBuilder.Entity<Проживание>();
        }
    }
}
