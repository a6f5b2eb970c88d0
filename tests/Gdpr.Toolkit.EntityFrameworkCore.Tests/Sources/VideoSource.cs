using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>Holds one large recording, which compresses to nothing.</summary>
internal sealed class VideoSource() : StubSource(Picture("1") with { Length = Bytes })
{
    public const long Bytes = 64L << 20;

    private static readonly byte[] Block = new byte[64 << 10];

    public override string Name => "videos";

    /// <summary>Gets how many bytes were allocated while the recording was written.</summary>
    public long Allocated { get; private set; }

    // Synchronously: allocations are counted by thread.
    public override Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var written = 0L; written < Bytes; written += Block.Length)
        {
            destination.Write(Block);
        }

        Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return Task.CompletedTask;
    }
}
