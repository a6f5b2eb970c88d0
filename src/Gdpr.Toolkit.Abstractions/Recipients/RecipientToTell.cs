namespace Gdpr.Toolkit.Recipients;

/// <summary>A recipient to tell about one person, beside those of the purposes (GDPR Art. 19): one that was given data in this case only.</summary>
/// <param name="Name">The recipient's name, as people read it. Where it is that of a purpose's recipient, it is the same recipient.</param>
/// <remarks>Immutable. <see cref="ToString"/> names the recipient only, so that it can be logged.</remarks>
public sealed record RecipientToTell(string Name)
{
    /// <summary>Gets what the recipient knows the person by, such as the number of a case there.</summary>
    /// <value>Null when nothing is needed. Stored encrypted, and destroyed with the key once the notice has its outcome.</value>
    public string? Reference { get; init; }

    /// <summary>Names the recipient, not the person.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"{nameof(RecipientToTell)} {Name}";
}
