using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

/// <summary>Values in owned and complex types: beside, in tables of their own, in documents, and in collections.</summary>
public class PartsContext(DbContextOptions<PartsContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Patient>(patient =>
        {
            patient.OwnsOne(row => row.Beside);
            patient.OwnsOne(row => row.Apart, part => part.ToTable("PatientParts"));
            patient.OwnsMany(row => row.Many, part =>
            {
                part.ToTable("PatientManyParts").HasKey("Id");
                part.Property<int>("Id");
            });
            patient.OwnsOne(row => row.Document, part => part.ToJson().OwnsMany(whole => whole.Parts));
            patient.OwnsMany(row => row.Documents, part => part.ToJson());
            patient.ComplexProperty(row => row.Complex);
            patient.ComplexProperty(row => row.ComplexDocument, part => part.ToJson());
            patient.ComplexCollection(row => row.ComplexDocuments, part => part.ToJson());
        });
        modelBuilder.Entity<Stay>().ComplexProperty(stay => stay.Part);
        modelBuilder.Entity<Room>().ToTable("Stays").HasOne<Stay>().WithOne(stay => stay.Room).HasForeignKey<Room>(room => room.Id);
        modelBuilder.Entity<Stay>().ToTable("Stays").Navigation(stay => stay.Room).IsRequired();
    }

    [DataSubject(DataSubjectRole.Patient)]
    public class Patient
    {
        public int Id { get; set; }

        public Part Beside { get; set; } = new();

        public Part Apart { get; set; } = new();

        public List<Part> Many { get; } = [];

        public Whole Document { get; set; } = new();

        public List<Part> Documents { get; } = [];

        public Part Complex { get; set; } = new();

        public Part ComplexDocument { get; set; } = new();

        public List<Part> ComplexDocuments { get; set; } = [];

        [PersonalData(PersonalDataCategory.TelephoneNumber, "service")]
        public List<string>? Phones { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress, "service"), Encrypted]
        public string[]? Addresses { get; set; }

        public List<Stay> Stays { get; } = [];
    }

    public class Part
    {
        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Text { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public string? Secret { get; set; }

        [NotPersonalData("a number of pages")]
        public int Pages { get; set; }
    }

    public class Whole
    {
        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Title { get; set; }

        public List<Part> Parts { get; } = [];
    }

    public class Stay
    {
        public int Id { get; set; }

        public int PatientId { get; set; }

        public Part Part { get; set; } = new();

        public Room Room { get; set; } = null!;
    }

    public class Room
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Wishes { get; set; }
    }
}
