namespace Gdpr.Toolkit.Model;

/// <summary>What a property of a row that belongs to a person is.</summary>
public enum PropertyClassification
{
    /// <summary>Nobody has said; an error unless the application allows it.</summary>
    Unclassified = 0,

    /// <summary>Personal data of the person that the path leads to.</summary>
    PersonalData = 1,

    /// <summary>Not personal data, for a reason that stands beside.</summary>
    NotPersonalData = 2,

    /// <summary>Links rows instead of saying something: a key, a foreign key, a discriminator, a concurrency token, a tenant.</summary>
    Link = 3,

    /// <summary>A date from which retention runs; kept as long as something is retained.</summary>
    RetentionAnchor = 4,

    /// <summary>Kept by this library: blind indexes, and the dates of an erasure.</summary>
    Bookkeeping = 5,

    /// <summary>Personal data in the same row, but of another person.</summary>
    OtherPerson = 6,
}
