using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit;

public sealed partial class GdprToolkitBuilder
{
    private static readonly TimeSpan LedgerLockTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Records erasures in a file outside of the database, so that a restored backup is noticed and refused.</summary>
    /// <remarks>
    /// The file is made where there is none, for its owner only (mode 0600), with a <c>.lock</c> and a <c>.replay</c> file beside it. It serves
    /// the processes of one machine, on a local file system. Back it up apart from the database, and never restore both together. The bookkeeping table
    /// <c>GdprLedgerPositions</c> comes with the model: add a migration.
    /// </remarks>
    /// <param name="path">The file, relative to the current directory if it is not absolute. Its folder has to be there.</param>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder UseErasureLedgerFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return UseErasureLedger(new ErasureLedgerFile(path, LedgerLockTimeout));
    }

    /// <summary>Records erasures in a ledger of your own outside of the database; see <see cref="UseErasureLedgerFile"/>.</summary>
    /// <param name="ledger">The ledger. It stays yours to dispose, after the service provider.</param>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder UseErasureLedger(IErasureLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        _options.ErasureLedger = ledger;
        return this;
    }
}
