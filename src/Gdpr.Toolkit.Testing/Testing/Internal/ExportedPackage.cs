using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>A package as its reader finds it.</summary>
internal sealed class ExportedPackage
{
    private const string Manifest = "manifest.json";

    private static readonly string[] Folders = ["data/", "choices/", ExportPage.Path];

    private readonly Dictionary<string, string> _files;
    private readonly JsonElement _manifest;

    private ExportedPackage(Dictionary<string, string> files)
    {
        _files = files;
        _manifest = JsonSerializer.Deserialize<JsonElement>(files.GetValueOrDefault(Manifest)
            ?? throw new InvalidDataException($"There is no '{Manifest}' in the archive: this is no export package."));
    }

    /// <summary>Gets whether the package itself says that all sources were asked and answered.</summary>
    public bool IsComplete => _manifest.GetProperty("complete").GetBoolean();

    /// <summary>Gets the files that hold people's data, with what is in them as text.</summary>
    public IEnumerable<KeyValuePair<string, string>> Data
        => _files.Where(file => Folders.Any(folder => file.Key.StartsWith(folder, StringComparison.Ordinal)));

    private bool IsPortability => _manifest.GetProperty("profile").GetString() == "portability";

    /// <exception cref="InvalidDataException">The stream holds no package that can be read.</exception>
    public static async Task<ExportedPackage> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (stream.CanSeek)
        {
            stream.Position = 0;
        }

        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var archive = await OpenAsync(stream, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(await entry.OpenAsync(cancellationToken).ConfigureAwait(false), Encoding.UTF8);
                files.Add(entry.FullName, await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
            }
        }

        return new ExportedPackage(files);
    }

    /// <summary>Reads the records of an entity; none where the package has no such file.</summary>
    public IEnumerable<JsonElement> Records(string entity)
        => _files.TryGetValue($"data/{entity}.json", out var text)
            ? JsonSerializer.Deserialize<JsonElement>(text).GetProperty("records").EnumerateArray()
            : [];

    /// <summary>Whether the profile does not cover a field, and the package says so.</summary>
    public bool Omits(string entity, string field)
        => IsPortability && _manifest.GetProperty("omissions").EnumerateArray().Any(omission =>
            omission.GetProperty("entity").GetString() == entity
            && omission.GetProperty("field").GetString() == field
            && omission.GetProperty("reason").GetString() is nameof(ExportOmissionReason.NotProvided) or nameof(ExportOmissionReason.OtherBasis));

    private static async Task<ZipArchive> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            return await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("The stream holds no export package. Pass one that an export has written to its end, without a Recipient.", exception);
        }
    }
}
