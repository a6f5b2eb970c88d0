using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

/// <summary>Values of every type, in plaintext and encrypted, with lengths, converters and keys of text.</summary>
public class TypesContext(DbContextOptions<TypesContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Applicant>(applicant =>
        {
            applicant.Property(row => row.Brief).HasMaxLength(3);
            applicant.Property(row => row.Lengthy).HasMaxLength(400);
            applicant.Property(row => row.Wrapped).HasConversion(value => value!.Text, text => new Wrapped(text));
            applicant.Property(row => row.SealedWrapped).HasConversion(value => value!.Text, text => new Wrapped(text));
            applicant.Property<string?>("Shadow").IsPersonalData(PersonalDataCategory.FreeText, "service");
        });
        modelBuilder.Entity<Answer>().HasKey(answer => new { answer.ApplicantId, answer.Question });
    }

    public enum Mood
    {
        Calm = 1,
        Eager = 2,
    }

    [DataSubject(DataSubjectRole.JobApplicant)]
    public class Applicant
    {
        public string Id { get; set; } = "";

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Brief { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Lengthy { get; set; }

        [PersonalData(PersonalDataCategory.Income, "service", Replacement = "0")]
        public decimal Salary { get; set; }

        [PersonalData(PersonalDataCategory.Income, "service"), Encrypted]
        public decimal? SealedSalary { get; set; }

        [PersonalData(PersonalDataCategory.BirthDate, "service")]
        public DateOnly? Born { get; set; }

        [PersonalData(PersonalDataCategory.BirthDate, "service"), Encrypted]
        public DateOnly? SealedBorn { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "service")]
        public DateTimeOffset? SeenAt { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "service"), Encrypted]
        public DateTime? SealedSeenAt { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "service")]
        public TimeSpan? Spent { get; set; }

        [PersonalData(PersonalDataCategory.UniqueIdentifier, "service")]
        public Guid? Token { get; set; }

        [PersonalData(PersonalDataCategory.UniqueIdentifier, "service"), Encrypted]
        public long? SealedNumber { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public byte[]? Scan { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public Mood? Mood { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public bool? SealedFlag { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public Wrapped? Wrapped { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public Wrapped? SealedWrapped { get; set; }

        public List<Answer> Answers { get; } = [];
    }

    public sealed record Wrapped(string Text);

    public class Answer
    {
        public string ApplicantId { get; set; } = "";

        public short Question { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", WithheldWhen = nameof(IsByOthers)), Encrypted]
        public string? Text { get; set; }

        [NotPersonalData("says who wrote the text")]
        public bool IsByOthers { get; set; }
    }
}
