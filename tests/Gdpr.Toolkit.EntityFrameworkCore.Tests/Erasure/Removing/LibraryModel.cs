namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Removing;

/// <summary>A person on whom everything hangs that a model can hang on one.</summary>
[DataSubject(DataSubjectRole.Member)]
public class Reader
{
    public Guid Id { get; set; } = Guid.NewGuid();

    [PersonalData(PersonalDataCategory.Name, "lending"), Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, "lending")]
    [Encrypted(Searchable = true, Unique = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.Username, "lending")]
    public string? Nickname { get; set; }

    [NotPersonalData("a number of a branch")]
    public int Branch { get; set; }

    [NotPersonalData("whether the desk lists the reader")]
    public bool IsArchived { get; set; }

    public Home Home { get; set; } = new();

    public List<Card> Cards { get; } = [];

    public List<Loan> Loans { get; } = [];

    public List<Review> Reviews { get; } = [];

    public List<Wish> Wishes { get; } = [];

    public List<Genre> Genres { get; } = [];
}

public class Researcher : Reader
{
    [PersonalData(PersonalDataCategory.Employment, "lending"), Encrypted(Searchable = true)]
    public string? Institute { get; set; }
}

/// <summary>In the reader's own row.</summary>
public class Home
{
    [PersonalData(PersonalDataCategory.TelephoneNumber, "lending")]
    [Encrypted(Searchable = true, Unique = true, Normalizer = Normalizer.Phone)]
    public string? Phone { get; set; }
}

/// <summary>Owned, in a table of its own.</summary>
public class Card
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.CustomerNumber, "lending")]
    public required string Number { get; set; }
}

/// <summary>Goes with its reader in the database.</summary>
public class Loan
{
    public int Id { get; set; }

    public Guid ReaderId { get; set; }

    public Reader Reader { get; set; } = null!;

    [PersonalData(PersonalDataCategory.ServiceUsage, "lending"), Encrypted]
    public required string Title { get; set; }

    public List<Reminder> Reminders { get; } = [];
}

public class Reminder
{
    public int Id { get; set; }

    public int LoanId { get; set; }

    [PersonalData(PersonalDataCategory.Communication, "lending")]
    public required string Text { get; set; }
}

/// <summary>Goes with its reader where EF tracks it.</summary>
public class Review
{
    public int Id { get; set; }

    public Guid ReaderId { get; set; }

    [PersonalData(PersonalDataCategory.FreeText, "lending")]
    public required string Text { get; set; }
}

/// <summary>Loses its reader.</summary>
public class Wish
{
    public int Id { get; set; }

    public Guid? ReaderId { get; set; }

    [PersonalData(PersonalDataCategory.Preference, "lending")]
    public required string Title { get; set; }
}

public class Genre
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public List<Reader> Readers { get; } = [];
}
