namespace Gdpr.Toolkit.Snippets.Rooms;

/// <summary>A message in a chat that several guests write in.</summary>
public class ChatMessage
{
    public int Id { get; set; }

    public int GuestId { get; set; }

    public Guest Guest { get; set; } = null!;

    #region ExportWithheld
    [PersonalData(PersonalDataCategory.Communication, "service", WithheldWhen = nameof(IsBySomebodyElse))]
    public required string Text { get; set; }

    [NotPersonalData("says which side wrote the message")]
    public bool IsBySomebodyElse { get; set; }
    #endregion
}
