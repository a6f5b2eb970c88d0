using System.IO.Compression;
using System.Security.Cryptography;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Export;

/// <summary>A zip being written: files with their hashes, then the manifest that names them and its signature.</summary>
internal sealed class ExportPackage(Stream destination, DateTimeOffset createdAt) : IAsyncDisposable
{
    private readonly ZipArchive _archive = new(destination, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<ExportedFile> _files = [];

    public IReadOnlyList<ExportedFile> Files => _files;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public async Task AddAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await WriteAsync(path, content, cancellationToken).ConfigureAwait(false);
        _files.Add(new ExportedFile(path, "application/json", content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span))));
    }

    /// <summary>Adds a file as it is being written, without holding it in memory.</summary>
    /// <returns>How many bytes were written.</returns>
    public async Task<long> AddAsync(string path, string mediaType, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stream = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var measured = new MeasuredStream(stream, hash);
            await write(measured).ConfigureAwait(false);
            _files.Add(new ExportedFile(path, mediaType, measured.Length, Convert.ToHexStringLower(hash.GetHashAndReset())));
            return measured.Length;
        }
    }

    /// <summary>Writes the manifest over all files, and its detached signature.</summary>
    public async Task CompleteAsync(byte[] manifest, DocumentSigner signer, CancellationToken cancellationToken)
    {
        await WriteAsync("manifest.json", manifest, cancellationToken).ConfigureAwait(false);
        await WriteAsync("manifest.p7s", signer.Sign(manifest), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

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
