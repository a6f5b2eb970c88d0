namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>What a class is about, as far as its name and its other properties tell.</summary>
[Flags]
internal enum Contexts
{
    None = 0,

    /// <summary>No context is asked for: the words are personal data in any entity.</summary>
    Any = 1,

    /// <summary>A row is a person: customer, user, patient.</summary>
    Person = 1 << 1,

    /// <summary>A row belongs to a person: it names or references one.</summary>
    About = 1 << 2,

    /// <summary>A row is a company, a school or an animal: it has a name and an address and is no natural person.</summary>
    Organisation = 1 << 3,
    Address = 1 << 4,

    /// <summary>Something a person ordered, booked or signed.</summary>
    Dealing = 1 << 5,

    Message = 1 << 6,
    Pay = 1 << 7,
    Health = 1 << 8,
    Education = 1 << 9,
    Employment = 1 << 10,
    Device = 1 << 11,
    Session = 1 << 12,
    Usage = 1 << 13,
    Credential = 1 << 14,

    /// <summary>Neither a person nor about one: a template, a setting, a type.</summary>
    Thing = 1 << 15,
}
