using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Erasure;

/// <summary>Somebody with very many rows.</summary>
[DataSubject(DataSubjectRole.Customer)]
internal sealed class Buyer
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, BuyersContext.Accounting), Encrypted]
    public string? Name { get; set; }

    public List<Purchase> Purchases { get; } = [];

    public List<Entrance> Entrances { get; } = [];

    public List<Message> Messages { get; } = [];
}

/// <summary>Kept by law, for a time that depends on its date.</summary>
[Index(nameof(BuyerId), nameof(On))]
internal sealed class Purchase
{
    public int Id { get; set; }

    public int BuyerId { get; set; }

    public Buyer? Buyer { get; set; }

    [NotPersonalData("a date of the accounting record"), AnchorsRetention(RetentionAnchor.InvoiceDate)]
    public DateOnly On { get; set; }

    [PersonalData(PersonalDataCategory.Purchase, BuyersContext.Accounting), Encrypted]
    public string? BilledTo { get; set; }

    [PersonalData(PersonalDataCategory.Communication, BuyersContext.Service), Encrypted]
    public string? Greeting { get; set; }
}

/// <summary>Kept for two months at least.</summary>
[Index(nameof(BuyerId), nameof(On))]
internal sealed class Entrance
{
    public int Id { get; set; }

    public int BuyerId { get; set; }

    public Buyer? Buyer { get; set; }

    [NotPersonalData("a date that anchors retention"), AnchorsRetention(RetentionAnchor.Created)]
    public DateOnly On { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAccessLog, BuyersContext.Security), Encrypted]
    public string? Door { get; set; }
}

/// <summary>Kept by nothing.</summary>
internal sealed class Message
{
    public int Id { get; set; }

    public int BuyerId { get; set; }

    public Buyer? Buyer { get; set; }

    [PersonalData(PersonalDataCategory.SupportCommunication, BuyersContext.Service), Encrypted]
    public string? Text { get; set; }
}

internal sealed class BuyersContext(DbContextOptions<BuyersContext> options) : DbContext(options)
{
    public const string Service = "service";
    public const string Security = "security";
    public const string Accounting = "accounting";

    public DbSet<Buyer> Buyers => Set<Buyer>();

    public DbSet<Purchase> Purchases => Set<Purchase>();

    public DbSet<Entrance> Entrances => Set<Entrance>();

    public DbSet<Message> Messages => Set<Message>();
}
