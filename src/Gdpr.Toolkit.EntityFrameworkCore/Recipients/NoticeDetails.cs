using System.Text.Json;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Recipients;

/// <summary>What identifies a person to one recipient: values of the model, and what the application named.</summary>
/// <param name="Identifiers">Values by property.</param>
/// <param name="Reference">What the application named; null when nothing.</param>
internal sealed record NoticeDetails(IReadOnlyDictionary<string, IReadOnlyList<string>> Identifiers, string? Reference)
{
    public static readonly ColumnBinding Column = new("Gdpr:NoticeDetails", "RecipientNotice.Identifiers", Padding.Block(64));

    public static readonly FieldCipher<string> Cipher = new(Column);

    public static NoticeDetails None { get; } = new(new Dictionary<string, IReadOnlyList<string>>(), null);

    public bool IsEmpty => Identifiers.Count == 0 && Reference is null;

    public static NoticeDetails Parse(string? text) => text is null ? None : JsonSerializer.Deserialize<NoticeDetails>(text)!;

    public string Write() => JsonSerializer.Serialize(this);
}
