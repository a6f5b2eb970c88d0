namespace Gdpr.Toolkit.Recipients;

/// <summary>What can go wrong with notices to recipients. Never who they are about.</summary>
internal static class NoticeErrors
{
    public static ArgumentException NoProperty(string entity, string parameter) => new(
        $"Identify takes properties of '{entity}', such as 'row => row.Number'. What is computed cannot be found in a row.", parameter);

    public static InvalidOperationException NotMapped(IEnumerable<string> properties) => new(
        $"Identify names {string.Join(", ", properties)}, which no row of a person holds in any registered context, so that recipients could not be told who "
        + "it is. Name mapped properties of entities that the personal-data map has. Nothing was changed.");

    public static ArgumentException RecipientWithoutName(string parameter) => new(
        "A recipient to tell needs a name: the person may ask who was told.", parameter);

    public static InvalidOperationException PurposeUnknown(string purpose) => new(
        $"Purpose '{purpose}' is not registered, so nobody could be told. Register it in AddGdprToolkit, or correct its name; case matters.");

    public static InvalidOperationException Unknown(Guid id) => new(
        $"There is no notice {id:D}. Take the id from ListAsync or ListOpenAsync.");

    public static InvalidOperationException Settled(Guid id) => new(
        $"There is no open notice {id:D}: it has its outcome, or never was. Nothing was changed. Take the id from ListOpenAsync.");

    public static ArgumentException NoAnswer(string parameter) => new(
        "What came of a notice is Notified, Impossible or DisproportionateEffort. That it failed is recorded by itself, when its time is up.", parameter);

    public static ArgumentException WithoutJustification(string parameter) => new(
        "Why a recipient is not told has to be said (GDPR Art. 19): pass a justification that does not identify the person.", parameter);

    public static InvalidOperationException NoResult(string notifier) => new(
        $"'{notifier}.NotifyAsync' returned null, so nobody knows what came of it. Return a NoticeResult, or throw.");

    public static InvalidOperationException NoNotifier() => new(
        "Nobody tells recipients: no notifier is registered. Write an IRecipientNotifier and call gdpr.NotifyRecipients<…>() in AddGdprToolkit, or settle "
        + "notices by hand with IRecipientNotices.SettleAsync.");
}
