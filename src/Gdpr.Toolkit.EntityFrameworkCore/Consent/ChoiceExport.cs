using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit.Consent;

/// <summary>Reads for an export package a person's choices, and which recipients were told about the person.</summary>
internal static class ChoiceExport
{
    private const string Consents = "consents";
    private const string Objections = "objections";
    private const string Restrictions = "restrictions";
    private const string Notices = "notices";

    private static readonly ExportField[] SourceFields = [Field<string>("channel"), Field<string?>("recordedBy"), Field<Guid?>("submissionId")];

    /// <summary>Gets the names under which a package has them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Consents, Objections, Restrictions, Notices];

    /// <summary>Reads all of them, of each kind in the order in which they were recorded.</summary>
    public static async Task<IReadOnlyList<(FlatRecords Layout, IReadOnlyList<object?[]> Records)>> LoadAsync(
        Person person, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        using var session = await ChoiceSession.OpenAsync(person.Context, runtime, createRealm: false, async: true, cancellationToken).ConfigureAwait(false);
        var consents = await session.ReadAsync<ConsentRow>(person, cancellationToken).ConfigureAwait(false);
        var objections = await ObjectionHistory.ReadAsync(session, person, cancellationToken).ConfigureAwait(false);
        var restrictions = await RestrictionRows.ReadAsync(session, person, cancellationToken).ConfigureAwait(false);
        var notices = await RecipientNotices.ReadAsync(session, person, cancellationToken).ConfigureAwait(false);
        return
        [
            (ConsentLayout(), [.. consents.Select(row => Record(row.ToRecord()))]),
            (ObjectionLayout(), [.. objections.Select(Record)]),
            (RestrictionLayout(), [.. restrictions.Select(Record)]),
            (NoticeLayout(), [.. notices.Select(Record)]),
        ];
    }

    private static FlatRecords ConsentLayout() => Layout(
        Consents,
        Field<string>("purpose"),
        Field<string>("status"),
        Field<DateTimeOffset>("recordedAt"),
        Field<string?>("text"),
        Field<string?>("textVersion"),
        Field<string?>("method"),
        Field<DateTimeOffset?>("expiresAt"));

    private static object?[] Record(ConsentRecord record)
        => [record.Purpose, record.Status.ToString(), record.RecordedAt, record.Text, record.TextVersion, record.Method?.ToString(), record.ExpiresAt, .. Source(record.Source)];

    private static FlatRecords ObjectionLayout() => Layout(
        Objections, Field<Guid>("id"), Field<string>("purpose"), Field<string>("state"), Field<DateTimeOffset>("recordedAt"), Field<string?>("text"));

    private static object?[] Record(ObjectionRecord record)
        => [record.Id, record.Purpose, record.State.ToString(), record.RecordedAt, record.Text, .. Source(record.Source)];

    private static FlatRecords RestrictionLayout() => Layout(
        Restrictions,
        Field<Guid>("id"),
        Field<string>("ground"),
        Field<string?>("purpose"),
        Field<bool>("isLifted"),
        Field<DateTimeOffset>("recordedAt"),
        Field<DateTimeOffset?>("personInformedAt"),
        Field<string?>("text"));

    private static object?[] Record(RestrictionRecord record)
        => [record.Id, record.Ground.ToString(), record.Purpose, record.IsLifted, record.RecordedAt, record.PersonInformedAt, record.Text, .. Source(record.Source)];

    private static FlatRecords NoticeLayout() => new(new ExportDataset(
        Notices,
        BilingualText.Of($"Choice.{Notices}"),
        [
            Field<Guid>("id"),
            Field<string>("recipient"),
            Field<string>("kind"),
            Field<DateTimeOffset>("recordedAt"),
            Field<string?>("outcome"),
            Field<DateTimeOffset?>("settledAt"),
            Field<string?>("justification"),
        ]));

    private static object?[] Record(NoticeRecord record)
        => [record.Id, record.Recipient, record.Kind.ToString(), record.RecordedAt, record.Outcome?.ToString(), record.SettledAt, record.Justification];

    private static object?[] Source(ChoiceSource source) => [source.Channel, source.RecordedBy, source.SubmissionId];

    private static FlatRecords Layout(string name, params ReadOnlySpan<ExportField> fields)
        => new(new ExportDataset(name, BilingualText.Of($"Choice.{name}"), [.. fields, .. SourceFields]));

    // Whether a reference type is nullable is not in its type; all texts of choices may be null in the schema.
    private static ExportField Field<TValue>(string name)
        => new(name, BilingualText.Of($"Choice.{name}"))
        {
            Schema = ExportTypes.Schema(typeof(TValue), typeof(TValue) == typeof(string) || Nullable.GetUnderlyingType(typeof(TValue)) is not null),
        };
}
