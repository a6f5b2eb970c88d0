using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Recipients;

/// <summary>Tells recipients of what has happened to data that they were given.</summary>
public static class Telling
{
    public static void Register(GdprToolkitBuilder gdpr, IServiceCollection services)
    {
        #region NotifyRecipients
        gdpr.NotifyRecipients<MailerNotifier>(notices => notices
            .Identify<Customer>("Utskick AB", customer => customer.Email));
        gdpr.NotifyRecipientsInBackground<ShopContext>();
        services.AddHealthChecks().AddGdprRecipients();
        #endregion
    }

    public static async Task EraseAsync(IPersonalDataErasure erasure, ErasurePlan plan)
    {
        #region TellAlso
        var certificate = await erasure.EraseAsync(plan, new ErasureOptions
        {
            Recipients = { new RecipientToTell("Debt collectors") { Reference = "their case 1815" } },
        });
        #endregion
        _ = certificate;
    }

    public static async Task RectifyAsync(IRecipientNotices notices, ShopContext db, Customer customer, string email)
    {
        #region AnnounceRectification
        await using var transaction = await db.Database.BeginTransactionAsync();
        await notices.AnnounceAsync(DataSubject.Of<Customer>(customer.Id), NoticeKind.Rectification);
        customer.Email = email;
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        #endregion
    }

    public static async Task SettleAsync(IRecipientNotices notices)
    {
        #region SettleNotices
        foreach (var notice in await notices.ListOpenAsync())
        {
            Console.WriteLine($"{notice.Recipient}: {notice.Attempts} attempts, {notice.Outcome}");
            await notices.SettleAsync(notice.Id, NoticeOutcome.DisproportionateEffort, "It keeps no register of what it was given.");
        }
        #endregion
    }
}
