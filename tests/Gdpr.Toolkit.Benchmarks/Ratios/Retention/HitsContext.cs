using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Retention;

/// <summary>Somebody who leaves traces.</summary>
[DataSubject(DataSubjectRole.Visitor)]
internal sealed class Guest
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, HitsContext.Service), Encrypted]
    public string? Name { get; set; }

    public List<Hit> Hits { get; } = [];
}

/// <summary>One of the traces.</summary>
internal sealed class Hit
{
    public int Id { get; set; }

    public int GuestId { get; set; }

    public Guest? Guest { get; set; }

    [NotPersonalData("a date that anchors retention"), AnchorsRetention(RetentionAnchor.Created)]
    public DateOnly On { get; set; }

    [PersonalData(PersonalDataCategory.IpAddress, HitsContext.Statistics), Encrypted]
    public string? Address { get; set; }

    [PersonalData(PersonalDataCategory.BrowsingBehaviour, HitsContext.Statistics), Encrypted]
    public string? Page { get; set; }

    [PersonalData(PersonalDataCategory.UserAgent, HitsContext.Statistics)]
    public string? Browser { get; set; }
}

internal sealed class HitsContext(DbContextOptions<HitsContext> options) : DbContext(options)
{
    public const string Service = "service";
    public const string Statistics = "statistics";

    public DbSet<Guest> Guests => Set<Guest>();

    public DbSet<Hit> Hits => Set<Hit>();
}
