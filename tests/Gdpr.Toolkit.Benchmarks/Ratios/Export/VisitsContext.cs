using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Export;

/// <summary>Somebody with very many rows.</summary>
[DataSubject(DataSubjectRole.Visitor)]
internal sealed class Visitor
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, VisitsContext.Purpose), Encrypted]
    public required string Name { get; set; }

    public List<Visit> Visits { get; } = [];
}

/// <summary>One of the rows.</summary>
internal sealed class Visit
{
    public int Id { get; set; }

    public int VisitorId { get; set; }

    public Visitor Visitor { get; set; } = null!;

    [PersonalData(PersonalDataCategory.ServiceUsage, VisitsContext.Purpose), AnchorsRetention(RetentionAnchor.Created)]
    public DateTime At { get; set; }

    [PersonalData(PersonalDataCategory.IpAddress, VisitsContext.Purpose), Encrypted]
    public required string Address { get; set; }

    [PersonalData(PersonalDataCategory.BrowsingBehaviour, VisitsContext.Purpose), Encrypted]
    public required string Page { get; set; }

    [PersonalData(PersonalDataCategory.UserAgent, VisitsContext.Purpose)]
    public required string Browser { get; set; }

    [PersonalData(PersonalDataCategory.ServiceUsage, VisitsContext.Purpose)]
    public int Milliseconds { get; set; }
}

internal sealed class VisitsContext(DbContextOptions<VisitsContext> options) : DbContext(options)
{
    public const string Purpose = "statistics";

    public DbSet<Visitor> Visitors => Set<Visitor>();

    public DbSet<Visit> Visits => Set<Visit>();
}
