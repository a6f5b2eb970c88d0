using System.Security.Cryptography;
using Gdpr.Toolkit.Export.Tests.Club;

namespace Gdpr.Toolkit.Export.Tests;

/// <summary>An application that stops in the middle of an export and waits to be killed: <c>FILE [encrypted]</c>.</summary>
internal static class Program
{
    /// <summary>What it says when it has stopped.</summary>
    public const string Ready = "in the middle";

    public static async Task Main(string[] args)
    {
        if (args.Length == 0)
        {
            return;
        }

        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        await club.AddLoginsAsync(member, 5_000);
        club.Files.Put(member, "a-noise.bin", mediaType: null, RandomNumberGenerator.GetBytes(300_000));
        club.Files.Halfway = file =>
        {
            if (file == 1)
            {
                return;
            }

            Console.WriteLine(Ready);
            Thread.Sleep(Timeout.Infinite);
        };
        var options = new ExportOptions { Recipient = args.Length > 1 ? TestSupport.TestCertificates.KeyEncryption : null };
        await club.ExportAsync(export => export.ExportToFileAsync(DataSubject.Of<Member>(member), ExportProfile.Access, args[0], options));
    }
}
