using System.Net.Http.Json;
using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit.Snippets.Recipients;

#region RecipientNotifier
public sealed class MailerNotifier(HttpClient http) : IRecipientNotifier
{
    public async Task<NoticeResult> NotifyAsync(RecipientNotice notice, CancellationToken cancellationToken)
    {
        if (notice.Recipient != "Utskick AB")
        {
            return NoticeResult.Impossible("The company was wound up in 2025.");
        }

        var email = notice.Identifiers["Customer.Email"].Single();
        using var answer = await http.PostAsJsonAsync("forget", new { notice.Id, notice.Kind, email }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return NoticeResult.Notified;
    }
}
#endregion
