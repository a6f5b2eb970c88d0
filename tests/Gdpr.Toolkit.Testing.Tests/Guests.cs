using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing.Tests;

[DataSubject(DataSubjectRole.Visitor)]
public class Guest
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, "visits"), Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.Username, "visits")]
    public string? Nickname { get; set; }
}

/// <summary>What somebody forgot to mark.</summary>
public class Note
{
    public int Id { get; set; }

    public string? Text { get; set; }

    public byte[]? Scan { get; set; }
}

public class GuestContext(DbContextOptions<GuestContext> options) : DbContext(options)
{
    public DbSet<Guest> Guests => Set<Guest>();

    public DbSet<Note> Notes => Set<Note>();
}
