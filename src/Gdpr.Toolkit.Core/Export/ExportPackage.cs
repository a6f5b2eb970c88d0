using System.IO.Compression;
using System.Security.Cryptography;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Export;

/// <summary>A zip being written: files with their hashes, then the manifest that names them and its signature.</summary>
/// <remarks>Disposing it before it is complete leaves bytes that no program opens.</remarks>
internal sealed class ExportPackage : IAsyncDisposable
{
    public const string Json = "application/json";

    private readonly AbandonableStream _destination;
    private readonly ZipArchive _archive;
    private readonly List<ExportedFile> _files = [];
    private bool _isComplete;

    public ExportPackage(Stream destination, DateTimeOffset createdAt)
    {
        _destination = new AbandonableStream(destination);
        _archive = new ZipArchive(_destination, ZipArchiveMode.Create, leaveOpen: true);
        CreatedAt = createdAt;
    }

    public IReadOnlyList<ExportedFile> Files => _files;

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Gets whether the package could not be written, which is then nobody else's failure.</summary>
    public bool HasFailed => _destination.HasFailed;

    public async Task<ExportedFile> AddAsync(
        string path, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken, string? definition = null)
        => await AddAsync(path, mediaType, stream => stream.WriteAsync(content, cancellationToken).AsTask(), cancellationToken, definition).ConfigureAwait(false);

    /// <summary>Adds a file as it is being written, without holding it in memory. What was written when it fails is listed, too.</summary>
    public async Task<ExportedFile> AddAsync(
        string path, string mediaType, Func<Stream, Task> write, CancellationToken cancellationToken, string? definition = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stream = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var measured = new MeasuredStream(stream, hash);
            try
            {
                await write(measured).ConfigureAwait(false);
            }
            finally
            {
                _files.Add(new ExportedFile(path, mediaType, measured.Length, Convert.ToHexStringLower(hash.GetHashAndReset())) { Definition = definition });
            }

            return _files[^1];
        }
    }

    /// <summary>Writes the manifest over all files, and its detached signature.</summary>
    public async Task CompleteAsync(byte[] manifest, DocumentSigner signer, CancellationToken cancellationToken)
    {
        await WriteAsync("manifest.json", manifest, cancellationToken).ConfigureAwait(false);
        await WriteAsync("manifest.p7s", signer.Sign(manifest), cancellationToken).ConfigureAwait(false);
        _isComplete = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isComplete)
            _destination.Abandon();
        await _archive.DisposeAsync().ConfigureAwait(false);
        await _destination.FlushAsync().ConfigureAwait(false);
        await _destination.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var stream = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var entry = _archive.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = CreatedAt;
        return entry.OpenAsync(cancellationToken);
    }
}
