using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;

/// <summary>Tells nobody, and remembers whom it should have told.</summary>
public sealed class Notifier(Notifications notifications) : IRecipientNotifier
{
    public async Task<NoticeResult> NotifyAsync(RecipientNotice notice, CancellationToken cancellationToken)
    {
        if (!notifications.BlocksAtOnce)
        {
            await Task.Yield();
        }

        return notifications.Ask(notice);
    }
}
