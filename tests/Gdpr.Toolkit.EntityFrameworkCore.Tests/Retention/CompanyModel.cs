namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

[DataSubject(DataSubjectRole.Customer)]
public sealed class Subscriber
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, CompanyPurposes.Marketing)]
    public string? Email { get; set; }

    // The policy says that all data goes twelve months after the contract.
    [PersonalData(PersonalDataCategory.Name, CompanyPurposes.Service, CompanyPurposes.Accounting, Retention = "P12M", RetentionFrom = nameof(ContractEndedOn))]
    [Encrypted]
    public string? Name { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate, CompanyPurposes.Service, Retention = "P1M", RetentionFrom = nameof(ContractEndedOn))]
    public DateOnly? BirthDate { get; set; }

    [PersonalData(PersonalDataCategory.Preference, CompanyPurposes.Survey)]
    public string? Taste { get; set; }

    [AnchorsRetention(RetentionAnchor.ContractEnded)]
    public DateOnly? ContractEndedOn { get; set; }

    public List<Bill> Bills { get; } = [];

    public List<CardUse> CardUses { get; } = [];

    public List<Tender> Tenders { get; } = [];

    public List<ParkedCar> ParkedCars { get; } = [];
}

public sealed class ParkedCar
{
    public int Id { get; set; }

    public Subscriber? Subscriber { get; set; }

    [PersonalData(PersonalDataCategory.UniqueIdentifier, CompanyPurposes.Parking)]
    public required string Plate { get; set; }

    [PersonalData(PersonalDataCategory.Location, CompanyPurposes.Parking)]
    [AnchorsRetention(RetentionAnchor.Created)]
    public DateTime? ParkedAt { get; set; }

    public List<ParkingPhoto> Photos { get; } = [];
}

// Has no date of its own: it is kept as long as the last of the person's cars.
public sealed class ParkingPhoto
{
    public int Id { get; set; }

    public int ParkedCarId { get; set; }

    public ParkedCar? ParkedCar { get; set; }

    [PersonalData(PersonalDataCategory.Picture, CompanyPurposes.Parking)]
    public required string FileName { get; set; }
}

public sealed class Bill
{
    public int Id { get; set; }

    public Subscriber? Subscriber { get; set; }

    [PersonalData(PersonalDataCategory.Name, CompanyPurposes.Accounting)]
    [Encrypted]
    public string? BilledTo { get; set; }

    [AnchorsRetention(RetentionAnchor.FiscalYearEnd)]
    public DateOnly FiscalYearEnd { get; set; }
}

public sealed class CardUse
{
    public int Id { get; set; }

    public Subscriber? Subscriber { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAccessLog, CompanyPurposes.Premises)]
    public string? Door { get; set; }

    [AnchorsRetention(RetentionAnchor.Created)]
    public DateTimeOffset At { get; set; }
}

public sealed class Tender
{
    public int Id { get; set; }

    public Subscriber? Subscriber { get; set; }

    [PersonalData(PersonalDataCategory.FreeText, CompanyPurposes.Tendering)]
    public string? Offer { get; set; }

    [AnchorsRetention("tenderAwarded")]
    public DateOnly? AwardedOn { get; set; }
}
