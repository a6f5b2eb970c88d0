using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Snippets.QuickStart;

namespace Gdpr.Toolkit.Snippets.Holds;

/// <summary>Places and releases a legal hold.</summary>
public static class Holding
{
    public static async Task HoldAsync(ILegalHolds holds, int customerId)
    {
        #region LegalHold
        var hold = await holds.PlaceAsync(
            LegalHoldScope.Person(DataSubject.Of<Customer>(customerId)),
            reason: "Dispute 2026-17, expected in court",
            placedBy: "legal department",
            reviewOn: new DateOnly(2027, 1, 31));

        foreach (var overdue in await holds.ListOverdueReviewsAsync())
        {
            Console.WriteLine($"Still needed? {overdue.Id}");
        }

        await holds.ReleaseAsync(hold.Id, releasedBy: "legal department");
        #endregion
    }
}
