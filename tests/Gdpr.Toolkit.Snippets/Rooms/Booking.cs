namespace Gdpr.Toolkit.Snippets.Rooms;

#region ExportNames
[ExportName("rental", Swedish = "Uthyrning", English = "Rental")]
public class Booking
{
    public int Id { get; set; }

    public int GuestId { get; set; }

    public Guest Guest { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Communication, "service")]
    [ExportName("wishes", Swedish = "Önskemål", English = "Wishes")]
    public string? Remark { get; set; }
}
#endregion
