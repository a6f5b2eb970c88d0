using System.Collections.Concurrent;

namespace HostingCompany.Hosting;

/// <summary>The company that sends the newsletter, as far as a sample can have one: it forgets whom it is told to forget.</summary>
internal sealed class MailingHouse
{
    public const string Name = "Utskick Exempel AB";

    private readonly ConcurrentDictionary<string, bool> _forgotten = new(StringComparer.Ordinal);

    public bool HasForgotten(string email) => _forgotten.ContainsKey(email);

    public void Forget(string email) => _forgotten[email] = true;
}
