using System.Globalization;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Writes and signs what an erasure observed. No direct identifiers: the person is a pseudonymous reference.</summary>
internal static class CertificateDocument
{
    private const int FormatVersion = 1;

    public static ErasureCertificate Sign(
        ErasurePlan plan,
        Person person,
        ErasureRun run,
        IReadOnlyList<ErasureEntry> entries,
        ErasureVerification verification,
        PhysicalResidue residue,
        CertificateReference? amended,
        IReadOnlyList<NoticeRecord> notices,
        GdprRuntime runtime)
    {
        var id = run.CertificateId.ToString("D");
        // The ledger knows certificates that a restored row does not.
        var amends = amended?.Id ?? run.Amends?.ToString("D");
        var isComplete = verification.IsComplete && entries.All(entry => entry.Outcome != FieldErasureOutcome.Failed);
        var document = new JsonObject
        {
            ["formatVersion"] = FormatVersion,
            ["type"] = "ErasureCertificate",
            ["certificateId"] = id,
            ["issuedAt"] = Instant(runtime.Time.GetUtcNow()),
            ["asOf"] = Date(plan.AsOf),
            ["subject"] = new JsonObject
            {
                ["reference"] = run.SubjectReference,
                ["kind"] = person.Mark.EffectiveKind,
                ["role"] = person.Mark.Role.ToString(),
            },
            ["ground"] = plan.Ground?.ToString(),
            ["entries"] = new JsonArray([.. entries.Select(Entry)]),
            ["keysDestroyed"] = new JsonArray([.. run.DestroyedKeys.Select(kid => JsonValue.Create(kid))]),
            ["verification"] = Verification(verification, isComplete),
            ["physicalResidue"] = residue.ToString(),
            ["toolkitVersion"] = ToolkitVersion.Current,
        };
        if (amends is not null)
        {
            document["amends"] = amends;
        }

        if (amended is not null)
        {
            document["amendedSha256"] = amended.Sha256;
        }

        if (notices.Count > 0)
        {
            document["recipients"] = new JsonArray([.. notices.Select(Notice)]);
        }

        var bytes = CanonicalJson.Serialize(document);
        return new ErasureCertificate(id, isComplete, residue, entries, bytes, runtime.Signer.Sign(bytes), runtime.Signer.ExportIssuerPem())
        {
            Amends = amends,
            Recipients = notices,
            Verification = verification,
        };
    }

    private static JsonObject Verification(ErasureVerification verification, bool isComplete)
    {
        var document = new JsonObject { ["scope"] = verification.Scope.ToString(), ["complete"] = isComplete };
        if (verification.Requested != VerificationScope.OwnPaths)
        {
            document["requested"] = verification.Requested.ToString();
            document["shortfall"] = verification.Shortfall?.ToString();
            document["values"] = verification.Values;
            document["heldByOthers"] = verification.HeldByOthers;
            document["columns"] = verification.Columns;
            document["notSearched"] = new JsonArray([.. verification.NotSearched.Select(name => JsonValue.Create(name))]);
            document["notSearchedFor"] = new JsonArray([.. verification.NotSearchedFor.Select(name => JsonValue.Create(name))]);
            document["findings"] = new JsonArray([.. verification.Findings.Select(Finding)]);
        }

        return document;
    }

    // Keys of other people's rows are theirs, and would outlive them here.
    private static JsonObject Finding(VerificationFinding finding) => new()
    {
        ["table"] = finding.Table,
        ["column"] = finding.Column,
        ["kind"] = finding.Kind.ToString(),
        ["rows"] = finding.Rows,
    };

    private static JsonObject Entry(ErasureEntry entry) => new()
    {
        ["entity"] = entry.Entity,
        ["property"] = entry.Property,
        ["category"] = entry.Category?.ToString(),
        ["outcome"] = entry.Outcome.ToString(),
        ["rows"] = entry.Rows,
        ["retainedUntil"] = entry.RetainedUntil is { } until ? Date(until) : null,
        ["purpose"] = entry.Purpose,
        ["exception"] = entry.Exception?.ToString(),
        ["law"] = entry.Law,
    };

    private static JsonObject Notice(NoticeRecord notice) => new()
    {
        ["noticeId"] = notice.Id.ToString("D"),
        ["kind"] = notice.Kind.ToString(),
        ["recipient"] = notice.Recipient,
        ["outcome"] = notice.Outcome?.ToString(),
        ["justification"] = notice.Justification,
        ["identifiersHeldUntil"] = notice.IdentifiersHeldUntil is { } until ? Instant(until) : null,
    };

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Date(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}
