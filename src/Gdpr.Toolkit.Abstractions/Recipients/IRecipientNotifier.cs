namespace Gdpr.Toolkit.Recipients;

/// <summary>Tells recipients of personal data what has happened to it (GDPR Art. 19). Written by the application: a call, a message, a letter.</summary>
/// <remarks>
/// <para>A scoped service with constructor injection, registered with <c>gdpr.NotifyRecipients&lt;TNotifier&gt;()</c>.</para>
/// <para>
/// An attempt may come again although the recipient was reached, after a crash in between: hand over <see cref="RecipientNotice.Id"/>, by which the
/// recipient knows it. Messages of exceptions reach logs and must name nobody.
/// </para>
/// </remarks>
public interface IRecipientNotifier
{
    /// <summary>Tells one recipient about one person.</summary>
    /// <param name="notice">What to tell whom. Keep nothing of it.</param>
    /// <param name="cancellationToken">Cancels when the attempt takes too long, or the application stops. An attempt that goes on all the same is not waited for, and its answer does not count.</param>
    /// <returns>What came of it. An exception means that it is tried again later.</returns>
    Task<NoticeResult> NotifyAsync(RecipientNotice notice, CancellationToken cancellationToken);
}
