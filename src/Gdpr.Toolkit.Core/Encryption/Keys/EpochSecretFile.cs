using System.Security.Cryptography;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Epoch secrets in one file, for the processes of one machine. Thread-safe.</summary>
/// <remarks>
/// Every change writes a file beside it, flushes that to the disk and renames it, under an exclusive lock on a third file. Readers need
/// no lock: they see the old file or the new one. What is replaced is overwritten, as far as file system and disk let it.
/// </remarks>
internal sealed class EpochSecretFile(string path, TimeSpan lockTimeout) : IEpochSecretStore
{
    private readonly string _path = Path.GetFullPath(path);

    public ValueTask<byte[]> GetOrCreateAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => ChangeAsync(content => content.GetOrAdd(storeId, epoch), cancellationToken);

    public ValueTask<byte[]?> FindAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var content = Read();
        return new ValueTask<byte[]?>(content.Find(storeId, epoch));
    }

    public ValueTask<bool> DestroyAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => ChangeAsync(content => content.Remove(storeId, epoch), cancellationToken);

    public ValueTask<int> GetHighestEpochAsync(Guid storeId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var content = Read();
        return new ValueTask<int>(content.Highest(storeId));
    }

    public async ValueTask RecordEpochAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => await ChangeAsync(content => content.Record(storeId, epoch), cancellationToken).ConfigureAwait(false);

    private async ValueTask<T> ChangeAsync<T>(Func<EpochSecretFileContent, T> change, CancellationToken cancellationToken)
    {
        using var gate = await LockAsync(cancellationToken).ConfigureAwait(false);
        using var content = Read();
        var result = change(content);
        if (content.IsChanged)
            Write(content);
        return result;
    }

    private EpochSecretFileContent Read()
    {
        byte[] bytes;
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            bytes = GC.AllocateUninitializedArray<byte>(checked((int)file.Length), pinned: true);
            file.ReadExactly(bytes);
        }
        catch (FileNotFoundException)
        {
            return EpochSecretFileContent.Empty();
        }

        try
        {
            return EpochSecretFileContent.Parse(bytes) ?? throw EncryptionErrors.EpochSecretFileDamaged(_path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private void Write(EpochSecretFileContent content)
    {
        var temporary = _path + ".tmp";
        var bytes = content.ToBytes();
        try
        {
            // One that a crash has left would keep its permissions.
            File.Delete(temporary);
            using (var file = new FileStream(temporary, PrivateFile.Options(FileMode.CreateNew, FileShare.None)))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            using var replaced = OpenReplaced();
            File.Move(temporary, _path, overwrite: true);
            // The new name reaches the disk with the file's own metadata.
            using (var file = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
                file.Flush(flushToDisk: true);
            Overwrite(replaced);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    // On Windows an open file cannot be replaced.
    private FileStream? OpenReplaced() => OperatingSystem.IsWindows() || !File.Exists(_path)
        ? null
        : new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private static void Overwrite(FileStream? replaced)
    {
        if (replaced is null)
            return;
        replaced.Write(new byte[replaced.Length]);
        replaced.Flush(flushToDisk: true);
    }

    private async ValueTask<FileStream> LockAsync(CancellationToken cancellationToken)
        => await PrivateFile.LockAsync(_path + ".lock", lockTimeout, cancellationToken).ConfigureAwait(false)
            ?? throw EncryptionErrors.EpochSecretFileLocked(_path, lockTimeout);
}
