using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

public enum Rank : byte
{
    Private,
    Captain,
}

public interface IHasEmail
{
    string Email { get; }
}

[DataSubject(DataSubjectRole.Customer)]
public class Person : IHasEmail
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public string? SecondEmail { get; set; }

    [PersonalData(PersonalDataCategory.Name, ShopPurposes.Service)]
    [Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.Name, ShopPurposes.Service)]
    [Encrypted]
    public string? MaidenName { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate, ShopPurposes.Service, Replacement = "1900-01-01")]
    [Encrypted(Searchable = true)]
    public DateOnly BirthDate { get; set; }

    [PersonalData(PersonalDataCategory.Username, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public Guid? Badge { get; set; }

    [PersonalData(PersonalDataCategory.Segment, ShopPurposes.Service, Replacement = "Private")]
    [Encrypted(Searchable = true)]
    public Rank Rank { get; set; }

    [PersonalData(PersonalDataCategory.Credit, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public int? Score { get; set; }

    [PersonalData(PersonalDataCategory.Credit, ShopPurposes.Service, Replacement = "0")]
    [Encrypted(Searchable = true)]
    public short Floor { get; set; }

    [PersonalData(PersonalDataCategory.Credit, ShopPurposes.Service, Replacement = "0")]
    [Encrypted]
    public decimal Salary { get; set; }

    [NotPersonalData("the city of a branch")]
    public string? City { get; set; }

    public Place Home { get; set; } = new();

    public Place? Work { get; set; }

    public Contact Contact { get; set; } = new();

    public List<Place> Addresses { get; } = [];

    public List<Order> Orders { get; } = [];

    public List<Circle> Circles { get; } = [];
}

public class Circle
{
    public int Id { get; set; }

    [NotPersonalData("the title of a circle")]
    public required string Title { get; set; }

    public List<Person> People { get; } = [];
}

public class Member : Person
{
    [PersonalData(PersonalDataCategory.NationalIdentificationNumber, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public string? Number { get; set; }
}

public class Place
{
    [PersonalData(PersonalDataCategory.PhysicalAddress, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public string? Street { get; set; }

    [NotPersonalData("a region")]
    public string? Region { get; set; }
}

public class Contact
{
    [PersonalData(PersonalDataCategory.PhysicalAddress, ShopPurposes.Service)]
    [Encrypted]
    public string? Phone { get; set; }

    [NotPersonalData("an opening hour")]
    public string? Hours { get; set; }
}

public class Order : IHasEmail
{
    public int Id { get; set; }

    public int PersonId { get; set; }

    public Person Person { get; set; } = null!;

    [PersonalData(PersonalDataCategory.EmailAddress, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.Communication, ShopPurposes.Service)]
    [Encrypted]
    public string? Note { get; set; }

    [NotPersonalData("a number of goods")]
    public int Quantity { get; set; }
}

public class Document
{
    public int Id { get; set; }

    public int PersonId { get; set; }

    public Person Person { get; set; } = null!;

    public int? WitnessId { get; set; }

    public Person? Witness { get; set; }

    [PersonalData(PersonalDataCategory.Communication, ShopPurposes.Service, Subject = nameof(Person))]
    [Encrypted(Searchable = true)]
    public required string Reference { get; set; }
}

public class Contract : Document
{
    [PersonalData(PersonalDataCategory.Communication, ShopPurposes.Service, Subject = nameof(Person))]
    [Encrypted(Searchable = true)]
    public string? Signature { get; set; }
}

public abstract class Ticket
{
    public int Id { get; set; }

    public int PersonId { get; set; }

    public Person Person { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Communication, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public string? Text { get; set; }
}

public class Question : Ticket;

public class Complaint : Ticket;

/// <summary>Has the interface of people, but nothing that is encrypted.</summary>
public class Supplier : IHasEmail
{
    public int Id { get; set; }

    public required string Email { get; set; }
}

[DataSubject(DataSubjectRole.Customer, Kind = "Subscriber")]
public class Subscriber
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Segment, ShopPurposes.Service)]
    [Encrypted(Searchable = true)]
    public string? Tenant { get; set; }
}

/// <summary>What queries project people to.</summary>
public class Card
{
    public string? Address { get; set; }

    public int Number { get; set; }
}
