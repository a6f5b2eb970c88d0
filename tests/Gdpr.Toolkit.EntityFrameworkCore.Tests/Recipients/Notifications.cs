using System.Collections.Concurrent;
using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;

/// <summary>What a notifier of one host was asked to tell, and what it answers.</summary>
public sealed class Notifications
{
    private readonly ConcurrentQueue<RecipientNotice> _asked = [];

    /// <summary>Gets every attempt in order, those included that failed.</summary>
    public IReadOnlyCollection<RecipientNotice> Asked => _asked;

    public Func<RecipientNotice, NoticeResult> Answer { get; set; } = _ => NoticeResult.Notified;

    /// <summary>Gets or sets whether answering holds up who asks, instead of a thread of the notifier's own.</summary>
    public bool BlocksAtOnce { get; set; }

    public RecipientNotice About(string recipient) => _asked.Single(notice => notice.Recipient == recipient);

    public NoticeResult Ask(RecipientNotice notice)
    {
        _asked.Enqueue(notice);
        return Answer(notice);
    }
}
