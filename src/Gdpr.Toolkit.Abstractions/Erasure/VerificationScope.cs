namespace Gdpr.Toolkit.Erasure;

/// <summary>How far an erasure looks afterwards for what should be gone.</summary>
public enum VerificationScope
{
    /// <summary>Every path of the model from the person to a value, and the person's keys. Costs as much as reading the person's rows.</summary>
    OwnPaths = 1,

    /// <summary>
    /// <see cref="OwnPaths"/>, and the whole database for what identifies the person: names, user names, e-mail addresses, telephone, identity, passport,
    /// customer, account and card numbers and identifiers of devices, of at least 7 characters, that nobody else holds.
    /// </summary>
    /// <remarks>Reads every column of every table once, for all erasures that are carried out together.</remarks>
    Identifiers = 2,

    /// <summary><see cref="OwnPaths"/>, and the whole database for every erased value: texts of at least 4 characters; dates, numbers and bytes of at least 7.</summary>
    /// <remarks>Finds what other people hold as well, such as the name of a town, and lists it.</remarks>
    FullScan = 3,
}
