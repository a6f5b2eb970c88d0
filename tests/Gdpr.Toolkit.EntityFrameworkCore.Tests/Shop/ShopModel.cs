namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

public enum Level
{
    Silver,
    Gold,
}

[DataSubject(DataSubjectRole.Customer)]
public class Customer
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, ShopPurposes.Service, ShopPurposes.Accounting)]
    [Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, ShopPurposes.Service, ShopPurposes.Marketing)]
    [Encrypted(Searchable = true, Unique = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate, ShopPurposes.Service, Retention = "P12M", RetentionFrom = nameof(ContractEndedOn))]
    [Encrypted(Searchable = true)]
    public DateOnly? BirthDate { get; set; }

    [PersonalData(PersonalDataCategory.Credit, ShopPurposes.Service)]
    [Encrypted]
    public decimal? CreditLimit { get; set; }

    [PersonalData(PersonalDataCategory.Segment, ShopPurposes.Marketing, Replacement = nameof(Shop.Level.Silver))]
    public Level Level { get; set; }

    [PersonalData(PersonalDataCategory.Username, ShopPurposes.Service)]
    public string? Nickname { get; set; }

    [NotPersonalData("identifies a price list, not a person")]
    public int PriceListId { get; set; }

    [NotPersonalData("a date of the contract, which anchors retention")]
    [AnchorsRetention(RetentionAnchor.ContractEnded)]
    public DateOnly? ContractEndedOn { get; set; }

    public Address Home { get; set; } = new();

    public List<Invoice> Invoices { get; } = [];

    public List<SupportCase> Cases { get; } = [];
}

[DataSubject(DataSubjectRole.SoleTrader)]
public class SoleTrader : Customer
{
    [PersonalData(PersonalDataCategory.NationalIdentificationNumber, ShopPurposes.Service)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.PersonalIdentityNumber)]
    public string? PersonalNumber { get; set; }
}

public class Address
{
    [PersonalData(PersonalDataCategory.PhysicalAddress, ShopPurposes.Service)]
    [Encrypted]
    public string? Street { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAddress, ShopPurposes.Service)]
    public string? City { get; set; }
}

public class Invoice
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer Customer { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Name, ShopPurposes.Accounting)]
    [Encrypted]
    public required string BilledTo { get; set; }

    [PersonalData(PersonalDataCategory.Purchase, ShopPurposes.Accounting)]
    public decimal Amount { get; set; }

    [PersonalData(PersonalDataCategory.Communication, ShopPurposes.Service)]
    [Encrypted]
    public string? Greeting { get; set; }

    [NotPersonalData("a date of the accounting record")]
    [AnchorsRetention(RetentionAnchor.InvoiceDate)]
    public DateOnly IssuedOn { get; set; }
}

public class SupportCase
{
    public int Id { get; set; }

    public Customer Customer { get; set; } = null!;

    [PersonalData(PersonalDataCategory.SupportCommunication, ShopPurposes.Service)]
    [Encrypted(PadTo = 64)]
    public required string Subject { get; set; }

    public List<SupportMessage> Messages { get; } = [];
}

public class SupportMessage
{
    public int Id { get; set; }

    public int CaseId { get; set; }

    public SupportCase Case { get; set; } = null!;

    [PersonalData(PersonalDataCategory.SupportCommunication, ShopPurposes.Service)]
    [Encrypted]
    public required string Text { get; set; }
}
