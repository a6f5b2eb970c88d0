using Gdpr.Toolkit.Recipients;
using HostingCompany.Model;

namespace HostingCompany.Hosting;

/// <summary>Tells those who were given data that it is erased (GDPR Art. 19).</summary>
internal sealed class RecipientLetters(MailingHouse mailingHouse) : IRecipientNotifier
{
    public Task<NoticeResult> NotifyAsync(RecipientNotice notice, CancellationToken cancellationToken)
    {
        if (notice.Recipient != MailingHouse.Name)
        {
            return Task.FromResult(NoticeResult.Impossible("An authority keeps what it was given by a law of its own."));
        }

        // Told once more after a stop, it finds nothing to do.
        mailingHouse.Forget(notice.Identifiers[$"{nameof(NewsletterSubscriber)}.{nameof(NewsletterSubscriber.Email)}"].Single());
        return Task.FromResult(NoticeResult.Notified);
    }
}
