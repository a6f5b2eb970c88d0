using System.ComponentModel.DataAnnotations.Schema;
using Gdpr.Toolkit.Export.Tests.Club;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Export.Tests;

/// <summary>Names that no file or field can have, or that two have, are found when the model is built.</summary>
public class NameTests
{
    [Fact]
    public void Everything_that_is_wrong_with_names_is_listed_at_once()
    {
        using var services = Build<WrongContext>();
        using var scope = services.CreateScope();

        var error = Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<WrongContext>().Model);

        Assert.Contains("'Person' has an export name that cannot be a file everywhere", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Person.Name' has an export name that is no plain word", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Person' exports 'Home' and 'Work' under one name, 'street'", error.Message.Replace("'Work' and 'Home'", "'Home' and 'Work'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("'Person.Note' is withheld when 'Number', which is no bool property", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_in_the_model_names_what_has_no_attribute()
    {
        using var file = new SqliteFile();
        await using var services = Build<FluentContext>(file.ConnectionString);
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<FluentContext>();
        await context.Database.EnsureCreatedAsync();
        var person = new PlainPerson { Name = "Ada" };
        context.Add(person);
        await context.SaveChangesAsync();
        using var zip = new MemoryStream();

        var summary = await scope.ServiceProvider.GetRequiredService<IPersonalDataExport>().ExportAsync(DataSubject.Of<PlainPerson>(person.Id), ExportProfile.Access, zip);

        var package = Package.Read(zip.ToArray(), summary);
        Assert.Equal("Ada", (string?)package.Json("data/contact.json")["records"]![0]!["calledName"]);
    }

    private static ServiceProvider Build<TContext>(string connectionString = "Data Source=:memory:")
        where TContext : DbContext
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(TestCertificates.Other);
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
        });
        services.AddDbContext<TContext>(options => options.UseSqlite(connectionString).UseGdprToolkit());
        return services.BuildServiceProvider(validateScopes: true);
    }

    [DataSubject(DataSubjectRole.Customer)]
    [ExportName("My Person")]
    [Table("People")]
    private sealed class Person
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service"), ExportName("9 names")]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAddress, "service"), ExportName("street")]
        public string? Home { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAddress, "service"), ExportName("street")]
        public string? Work { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", WithheldWhen = nameof(Number))]
        public string? Note { get; set; }

        [NotPersonalData("a number for the test")]
        public int Number { get; set; }
    }

    private sealed class WrongContext(DbContextOptions<WrongContext> options) : DbContext(options)
    {
        public DbSet<Person> People => Set<Person>();
    }

    private sealed class PlainPerson
    {
        public int Id { get; set; }

        public required string Name { get; set; }
    }

    private sealed class FluentContext(DbContextOptions<FluentContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<PlainPerson>(person =>
        {
            person.IsDataSubject(DataSubjectRole.Customer).HasExportName(new ExportNameAttribute("contact"));
            person.Property(p => p.Name).IsPersonalData(PersonalDataCategory.Name, "service").HasExportName(new ExportNameAttribute("calledName"));
        });
    }
}
