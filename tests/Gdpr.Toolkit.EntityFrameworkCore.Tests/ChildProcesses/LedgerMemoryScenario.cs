using System.Globalization;
using System.Runtime.CompilerServices;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Reads a ledger of as many erasures as it is told, each of a person with two keys, and says how many bytes of memory each one takes.</summary>
internal static class LedgerMemoryScenario
{
    public const string Name = "ledger-memory";

    public static async Task RunAsync(ChildTarget target)
    {
        var index = new LedgerIndex(new LongLedger(target.Number));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await index.ReloadAsync(default);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes / target.Number}"));
        GC.KeepAlive(index);
    }

    private sealed class LongLedger(int erasures) : IErasureLedger
    {
        private static readonly CertificateReference Certificate = new(Guid.NewGuid().ToString("D"), new string('c', 64));

        public Task<ErasureLedgerEntry> AppendAsync(ErasureLedgerRecord record, CancellationToken cancellationToken) => throw new NotSupportedException();

        public async IAsyncEnumerable<ErasureLedgerEntry> ReadAsync(ErasureLedgerHead after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            var store = Guid.NewGuid();
            for (var number = 0; number < erasures; number++)
            {
                var intent = after.Append(new ErasureLedgerRecord
                {
                    Kind = ErasureLedgerEntryKind.Intent,
                    StoreId = store,
                    RecordedAt = DateTimeOffset.UnixEpoch,
                    SubjectKind = "Customer",
                    SubjectReference = number.ToString("x64", CultureInfo.InvariantCulture),
                    Keys = [number.ToString("x32", CultureInfo.InvariantCulture), (erasures + number).ToString("x32", CultureInfo.InvariantCulture)],
                    Sequences = [new SequenceMark("Customers", "Id", number)],
                });
                yield return intent;
                var completed = intent.Head.Append(
                    intent.Record with { Kind = ErasureLedgerEntryKind.Completed, Intent = intent.Position, Certificate = Certificate });
                yield return completed;
                after = completed.Head;
            }
        }

        public Task<IAsyncDisposable> LockReplayAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
