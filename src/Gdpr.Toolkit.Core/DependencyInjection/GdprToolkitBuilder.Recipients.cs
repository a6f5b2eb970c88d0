using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.Recipients;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gdpr.Toolkit;

public sealed partial class GdprToolkitBuilder
{
    /// <summary>Says who tells recipients that data was erased, rectified or restricted (GDPR Art. 19), and by what they know people.</summary>
    /// <remarks>
    /// Notices are written with or without it, for all recipients that purposes name (<c>SharedWith</c>). It lets <see cref="IRecipientNotices.DispatchAsync"/>
    /// send them. The notifier is a scoped service with constructor injection; the first that is registered counts.
    /// </remarks>
    /// <typeparam name="TNotifier">The notifier.</typeparam>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public GdprToolkitBuilder NotifyRecipients<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TNotifier>(
        Action<RecipientNoticeOptions>? configure = null)
        where TNotifier : class, IRecipientNotifier
    {
        Services.TryAddScoped<IRecipientNotifier, TNotifier>();
        configure?.Invoke(_options.Notices);
        _options.Notices.Require();
        return this;
    }
}
