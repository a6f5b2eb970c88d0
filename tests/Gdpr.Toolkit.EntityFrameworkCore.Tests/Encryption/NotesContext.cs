using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>The smallest model with generated ids: people and their notes.</summary>
internal sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();

    public DbSet<Note> Notes => Set<Note>();
}

[DataSubject(DataSubjectRole.Customer)]
internal sealed class Person
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name)]
    [Encrypted(Searchable = true)]
    public string? Name { get; set; }

    [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
    public int Stamp { get; set; }

    public List<Note> Notes { get; } = [];
}

internal sealed class Note
{
    public int Id { get; set; }

    public int PersonId { get; set; }

    public Person Person { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Communication)]
    [Encrypted]
    public required string Text { get; set; }
}
