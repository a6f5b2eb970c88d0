using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Recipients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Consent;

/// <summary>Adds the tables of people's choices, and those of legal holds and of notices to recipients, to the application's model, so that its migrations create them.</summary>
internal sealed class ChoiceTablesConvention : IModelInitializedConvention
{
    public static IReadOnlyList<Type> RowTypes { get; } =
        [typeof(ConsentRow), typeof(ObjectionRow), typeof(RestrictionRow), typeof(SuppressionRow), typeof(HoldRow), typeof(NoticeRow)];

    public void ProcessModelInitialized(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
        => AddTo(modelBuilder);

    public static void AddTo(IConventionModelBuilder modelBuilder)
    {
        Add(modelBuilder, typeof(ConsentRow), "GdprConsents", nameof(ChoiceRow.SubjectRef), nameof(ChoiceRow.Sequence));
        Add(modelBuilder, typeof(ObjectionRow), "GdprObjections", nameof(ChoiceRow.SubjectRef), nameof(ChoiceRow.Sequence));
        Add(modelBuilder, typeof(RestrictionRow), "GdprRestrictions", nameof(ChoiceRow.SubjectRef), nameof(ChoiceRow.Sequence));
        Add(modelBuilder, typeof(SuppressionRow), "GdprSuppressions", nameof(SuppressionRow.Kind), nameof(SuppressionRow.Reference));
        Add(modelBuilder, typeof(HoldRow), "GdprLegalHolds", nameof(HoldRow.HoldId));
        var notices = Add(modelBuilder, typeof(NoticeRow), "GdprRecipientNotices", nameof(NoticeRow.NoticeId));
        notices.HasIndex([nameof(NoticeRow.SubjectRef)], fromDataAnnotation: true);
        notices.HasIndex([nameof(NoticeRow.Outcome), nameof(NoticeRow.NextAttemptAt)], fromDataAnnotation: true);
    }

    /// <summary>Tells whether anything is on record about anybody, anything held, or anybody to be told.</summary>
    public static async ValueTask<bool> HasChoicesAsync(DbContext tables, bool async, CancellationToken cancellationToken)
        => await AnyAsync(tables.Set<ConsentRow>(), async, cancellationToken).ConfigureAwait(false)
            || await AnyAsync(tables.Set<ObjectionRow>(), async, cancellationToken).ConfigureAwait(false)
            || await AnyAsync(tables.Set<RestrictionRow>(), async, cancellationToken).ConfigureAwait(false)
            || await AnyAsync(tables.Set<SuppressionRow>(), async, cancellationToken).ConfigureAwait(false)
            || await AnyAsync(tables.Set<HoldRow>(), async, cancellationToken).ConfigureAwait(false)
            || await AnyAsync(tables.Set<NoticeRow>(), async, cancellationToken).ConfigureAwait(false);

    private static async ValueTask<bool> AnyAsync<TRow>(IQueryable<TRow> rows, bool async, CancellationToken cancellationToken)
        => async ? await rows.AnyAsync(cancellationToken).ConfigureAwait(false) : rows.Any();

    private static IConventionEntityTypeBuilder Add(IConventionModelBuilder modelBuilder, Type type, string table, params string[] key)
    {
        // From an annotation, so that EF does not clear it away as unreachable.
        var entity = modelBuilder.Entity(type, fromDataAnnotation: true)!;
        entity.ToTable(table);
        entity.PrimaryKey([.. key.Select(name => Stored(entity, name))]);
        return entity;
    }

    private static IConventionProperty Stored(IConventionEntityTypeBuilder entity, string property)
        => entity.Property(entity.Metadata.ClrType.GetProperty(property)!)!.ValueGenerated(ValueGenerated.Never)!.Metadata;
}
