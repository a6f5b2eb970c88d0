namespace Gdpr.Toolkit;

/// <summary>Somebody to whom personal data is disclosed (GDPR Art. 4(9), 13(1)(e), 30(1)(d)).</summary>
/// <param name="Name">The recipient's name, as people read it in notices and exports.</param>
/// <param name="Kind">What the recipient is to the controller.</param>
public sealed record DataRecipient(string Name, RecipientKind Kind)
{
    /// <summary>Gets the country in which the recipient processes.</summary>
    /// <value>Two capital letters (ISO 3166-1 alpha-2), such as <c>SE</c>; null when it was not said.</value>
    public string? Country { get; init; }

    /// <summary>Gets what allows the transfer to that country.</summary>
    /// <value>Null when it was not said.</value>
    public TransferMechanism? Transfer { get; init; }
}
