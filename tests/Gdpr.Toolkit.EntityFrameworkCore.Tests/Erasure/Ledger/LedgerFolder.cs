using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>A folder for a ledger file, deleted in the end.</summary>
internal sealed class LedgerFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gdpr-ledger-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "erasures.ledger");

    public static ErasureLedgerFile Open(string path) => new(path, TimeSpan.FromSeconds(30));

    public static async Task<IReadOnlyList<ErasureLedgerEntry>> ReadAsync(IErasureLedger ledger)
    {
        var entries = new List<ErasureLedgerEntry>();
        await foreach (var entry in ledger.ReadAsync(ErasureLedgerHead.Empty, default))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public Task<IReadOnlyList<ErasureLedgerEntry>> ReadAsync() => ReadAsync(Open(Path));

    public async Task<string> KindsAsync() => string.Join(' ', (await ReadAsync()).Select(entry => entry.Record.Kind));

    public void Dispose() => _directory.Delete(recursive: true);
}
