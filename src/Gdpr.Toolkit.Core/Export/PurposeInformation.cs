using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Export;

/// <summary>What a person is told about one purpose (GDPR Art. 15(1)(a)–(d), (h), 15(2)).</summary>
internal sealed record PurposeInformation(PurposeDefinition Purpose, DataSubjectRole Role, IReadOnlyList<PersonalDataCategory> Categories)
{
    public PurposeRule? Rule => Purpose.RuleFor(Role);

    public PurposeText Title => Purpose switch
    {
        { Title: { } title } => title,
        { Term: { } term } => BilingualText.Of(term),
        _ => BilingualText.Same(Purpose.Name),
    };

    /// <summary>Gets the basis with the law or the interest behind it; null where none was stated.</summary>
    public PurposeText? Basis => Rule switch
    {
        { Basis: { } basis } rule when (rule.Law ?? rule.Interest) is { } reason
            => BilingualText.Join(language => $"{DocumentTexts.In(language).Of(basis)}: {reason}"),
        { Basis: { } basis } => BilingualText.Of(basis),
        _ => null,
    };

    /// <summary>Gets for how long data is kept for this purpose, in words.</summary>
    public PurposeText Kept => BilingualText.Join(language =>
    {
        var words = new RetentionWords(DocumentTexts.In(language));
        var from = words.From(Rule?.Retention);
        var period = words.Period(Line);
        return from.Length == 0 ? period : $"{period} ({from})";
    });

    public IReadOnlyList<PurposeText> Recipients => [.. Purpose.Recipients.Select(Recipient)];

    /// <summary>Gets the recipients outside the EEA, with what safeguards the transfer.</summary>
    public IReadOnlyList<PurposeText> Transfers => [.. Purpose.Recipients.Where(EuropeanEconomicArea.IsLeftFor).Select(Transfer)];

    private RetentionPlanLine Line => new()
    {
        Kind = Role.ToString(),
        Role = Role,
        Entity = Purpose.Name,
        Property = Purpose.Name,
        Category = Categories is [var first, ..] ? first : default,
        Purpose = Purpose,
    };

    private static PurposeText Recipient(DataRecipient recipient) => BilingualText.Join(language =>
    {
        var kind = DocumentTexts.In(language).Of(recipient.Kind);
        return recipient.Country is { } country ? $"{recipient.Name} ({kind}, {country})" : $"{recipient.Name} ({kind})";
    });

    private static PurposeText Transfer(DataRecipient recipient) => BilingualText.Join(language =>
    {
        var texts = DocumentTexts.In(language);
        return texts.Format(
            "Export.Transfer", recipient.Name, recipient.Country, recipient.Transfer is { } transfer ? texts.Of(transfer) : texts["Export.NoSafeguard"]);
    });
}
