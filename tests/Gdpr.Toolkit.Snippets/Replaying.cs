using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets;

/// <summary>How erasures outlive the restore of a backup.</summary>
public static class Replaying
{
    public static void UseFile(GdprToolkitBuilder gdpr)
    {
        #region LedgerFile
        gdpr.UseErasureLedgerFile("/var/lib/shop-ledger/erasures.ledger");
        gdpr.ReplayErasuresOnStart();
        #endregion
    }

    public static void UseDatabase(GdprToolkitBuilder gdpr)
    {
        #region LedgerDatabase
        gdpr.UseErasureLedgerDatabase(options => options.UseSqlite("Data Source=/mnt/ledger/erasures.db"));
        #endregion
    }

    public static async Task ReplayAsync(IErasureRecovery recovery, CancellationToken cancellationToken)
    {
        #region Replay
        ErasureReplay replay = await recovery.ReplayAsync(cancellationToken: cancellationToken);
        foreach (ReplayedErasure person in replay.People)
        {
            Console.WriteLine($"{person.SubjectReference} {person.Outcome} {person.Certificate?.Id}");
        }

        Console.WriteLine(replay.Status.State);
        #endregion
    }

    public static async Task<bool> SignAsync(IErasureRecovery recovery, CancellationToken cancellationToken)
    {
        #region LedgerHead
        SignedLedgerHead head = await recovery.SignHeadAsync(cancellationToken);
        await File.WriteAllBytesAsync("ledger-head.json", head.Document.ToArray(), cancellationToken);
        await File.WriteAllBytesAsync("ledger-head.p7s", head.Signature.ToArray(), cancellationToken);

        var isUnchanged = await recovery.HoldsAsync(head, cancellationToken);
        #endregion
        return isUnchanged;
    }

    public static async Task AcceptAsync(IErasureRecovery recovery, CancellationToken cancellationToken)
    {
        #region AcceptLedger
        await recovery.AcceptAsync("Disk of the old ledger lost on 2026-11-20; decided by the data protection officer.", cancellationToken);
        #endregion
    }
}
