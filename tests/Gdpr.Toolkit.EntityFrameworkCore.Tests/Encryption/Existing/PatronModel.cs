using System.ComponentModel.DataAnnotations.Schema;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Existing;

/// <summary>People whose columns were in plaintext until now.</summary>
[DataSubject(DataSubjectRole.Customer)]
public class Patron
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, "service"), Column("Email")]
    public string? PlainEmail { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, "service"), Column("SealedEmail")]
    [Encrypted(Searchable = true, Unique = true, Normalizer = Normalizer.Email, MigratesFrom = nameof(PlainEmail))]
    public string? Email { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate, "service"), Column("BirthDate")]
    public DateOnly? PlainBirthDate { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate, "service"), Column("SealedBirthDate")]
    [Encrypted(MigratesFrom = nameof(PlainBirthDate))]
    public DateOnly? BirthDate { get; set; }

    [NotPersonalData("a number of a branch")]
    public int Branch { get; set; }

    /// <summary>What the application shows while both columns are there: what is in plaintext is the newer value.</summary>
    [NotMapped]
    public string? CurrentEmail => PlainEmail ?? Email;
}

public sealed class PatronContext(DbContextOptions<PatronContext> options) : DbContext(options)
{
    public DbSet<Patron> Patrons => Set<Patron>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<Patron>().HasQueryFilter("Branch", patron => patron.Branch == 1).HasQueryFilterKind("Branch", QueryFilterKind.Boundary);
}
