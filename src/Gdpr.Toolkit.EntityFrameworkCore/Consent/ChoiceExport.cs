using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Consent;

/// <summary>Writes a person's choices into an export package.</summary>
internal static class ChoiceExport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Adds the files of choices for access; for portability, says why they are left out.</summary>
    public static async Task<(IReadOnlyList<ExportSource> Sources, IReadOnlyList<ExportOmission> Omissions)> AddAsync(
        ExportPackage package, Person person, ExportProfile profile, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        if (profile != ExportProfile.Access)
        {
            return ([], [.. new[] { nameof(ConsentRecord), nameof(ObjectionRecord), nameof(RestrictionRecord) }.Select(Omission)]);
        }

        using var session = await ChoiceSession.OpenAsync(person.Context, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        var consents = await session.ReadAsync<ConsentRow>(person, cancellationToken).ConfigureAwait(false);
        var objections = await ObjectionHistory.ReadAsync(session, person, cancellationToken).ConfigureAwait(false);
        var restrictions = await RestrictionRows.ReadAsync(session, person, cancellationToken).ConfigureAwait(false);
        return (
            [
                await AddAsync(package, "choices/consents.json", [.. consents.Select(ConsentRows.ToRecord)], cancellationToken).ConfigureAwait(false),
                await AddAsync(package, "choices/objections.json", objections, cancellationToken).ConfigureAwait(false),
                await AddAsync(package, "choices/restrictions.json", restrictions, cancellationToken).ConfigureAwait(false),
            ],
            []);
    }

    private static async Task<ExportSource> AddAsync<TRecord>(
        ExportPackage package, string path, IReadOnlyList<TRecord> records, CancellationToken cancellationToken)
    {
        await package.AddAsync(path, JsonSerializer.SerializeToUtf8Bytes(records, Options), cancellationToken).ConfigureAwait(false);
        return new ExportSource(typeof(TRecord).Name, path, records.Count);
    }

    private static ExportOmission Omission(string record)
        => new(record, "*", "Records of the controller about the person's choices are not portable (GDPR Art. 20(1)); an access export holds them.");
}
