using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Consent;

/// <summary>What an erasure does to a person's choices: free text goes, evidence stays under the pseudonymous reference.</summary>
internal static class ChoiceErasure
{
    private const string EvidenceProperty = "Evidence";
    private const string TextProperty = "Text";
    private const string ConsentLaw = "GDPR Art. 5(2), 7(1)";
    private const string ChoiceLaw = "GDPR Art. 5(2)";

    public static IEnumerable<ErasureDecision> Plan(IReadOnlyList<ChoiceCount> counts) => counts.SelectMany(Decisions);

    public static IReadOnlyList<ChoiceCount> Count(
        IReadOnlyList<ConsentRow> consents, IReadOnlyList<ObjectionRow> objections, IReadOnlyList<RestrictionRow> restrictions) =>
    [
        new ChoiceCount(nameof(ConsentRecord), ConsentLaw, consents.Count, Texts: 0),
        new ChoiceCount(nameof(ObjectionRecord), ChoiceLaw, objections.Count, objections.Count(HasText)),
        new ChoiceCount(nameof(RestrictionRecord), ChoiceLaw, restrictions.Count, restrictions.Count(HasText)),
    ];

    /// <summary>Takes free texts out, in the erasure's transaction.</summary>
    /// <returns>What there was before.</returns>
    /// <exception cref="InvalidOperationException">The person has asked for restriction instead of erasure.</exception>
    public static Task<IReadOnlyList<ChoiceCount>> EraseAsync(Person person, GdprRuntime runtime, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(
            person.Context,
            runtime,
            async session =>
            {
                await RequireUnrestrictedAsync(session, person, cancellationToken).ConfigureAwait(false);
                var counts = await CountAsync(session, person, cancellationToken).ConfigureAwait(false);
                await ClearAsync<ObjectionRow>(session, person, cancellationToken).ConfigureAwait(false);
                await ClearAsync<RestrictionRow>(session, person, cancellationToken).ConfigureAwait(false);
                return counts;
            },
            cancellationToken);

    /// <summary>Looks, after the commit, whether the texts are gone and the evidence is there.</summary>
    public static Task<IReadOnlyList<ErasureEntry>> ObserveAsync(
        Person person, IReadOnlyList<ChoiceCount> before, GdprRuntime runtime, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync<IReadOnlyList<ErasureEntry>>(
            person.Context,
            runtime,
            async session =>
            {
                var after = await CountAsync(session, person, cancellationToken).ConfigureAwait(false);
                return [.. before.Zip(after, Entries).SelectMany(entries => entries)];
            },
            cancellationToken);

    /// <summary>What a certificate says when nobody could look.</summary>
    public static IEnumerable<ErasureEntry> NotObserved(IReadOnlyList<ChoiceCount> before)
        => before.SelectMany(count => Entries(count, new ChoiceCount(count.Entity, count.Law, Rows: -1, Texts: -1)));

    private static async Task RequireUnrestrictedAsync(ChoiceSession session, Person person, CancellationToken cancellationToken)
    {
        if (await ChoiceRestrictions.FindInsteadOfErasureAsync(session, person, cancellationToken).ConfigureAwait(false) is { } ground)
        {
            throw ConsentErrors.ErasureRestricted(ground);
        }
    }

    private static async Task<IReadOnlyList<ChoiceCount>> CountAsync(ChoiceSession session, Person person, CancellationToken cancellationToken)
        => Count(
            await session.ReadAsync<ConsentRow>(person, cancellationToken).ConfigureAwait(false),
            await session.ReadAsync<ObjectionRow>(person, cancellationToken).ConfigureAwait(false),
            await session.ReadAsync<RestrictionRow>(person, cancellationToken).ConfigureAwait(false));

    private static bool HasText(ISealedText row) => row.SealedText is not null;

    private static async Task ClearAsync<TRow>(ChoiceSession session, Person person, CancellationToken cancellationToken)
        where TRow : ChoiceRow, ISealedText
    {
        if (session.Realm is null)
        {
            return;
        }

        var reference = PersonKeys.ReferenceOf(person, session.Realm);
        await session.Rows<TRow>()
            .Where(row => row.SubjectRef == reference && row.SealedText != null)
            .ExecuteUpdateAsync(row => row.SetProperty(text => text.SealedText, (byte[]?)null), cancellationToken)
            .ConfigureAwait(false);
    }

    private static IEnumerable<ErasureDecision> Decisions(ChoiceCount count)
    {
        if (count.Texts > 0)
        {
            yield return new ErasureDecision
            {
                Entity = count.Entity,
                Property = TextProperty,
                Category = PersonalDataCategory.FreeText,
                Action = ErasureAction.Overwrite,
                Rows = count.Texts,
                IsEncrypted = true,
                Explanation = "Free text is no evidence that must be kept.",
            };
        }

        if (count.Rows > 0)
        {
            yield return new ErasureDecision
            {
                Entity = count.Entity,
                Property = EvidenceProperty,
                Category = PersonalDataCategory.PrivacyPreference,
                Action = ErasureAction.Retain,
                Rows = count.Rows,
                Exception = RetentionException.LegalObligation,
                Law = count.Law,
                Explanation = "Evidence of what the person chose, kept under the pseudonymous reference.",
            };
        }
    }

    private static IEnumerable<ErasureEntry> Entries(ChoiceCount before, ChoiceCount after)
    {
        if (before.Texts > 0)
        {
            yield return new ErasureEntry
            {
                Entity = before.Entity,
                Property = TextProperty,
                Category = PersonalDataCategory.FreeText,
                Outcome = after.Texts == 0 ? FieldErasureOutcome.Erased : FieldErasureOutcome.Failed,
                Rows = before.Texts,
            };
        }

        if (before.Rows > 0)
        {
            yield return new ErasureEntry
            {
                Entity = before.Entity,
                Property = EvidenceProperty,
                Category = PersonalDataCategory.PrivacyPreference,
                Outcome = after.Rows == before.Rows ? FieldErasureOutcome.Retained : FieldErasureOutcome.Failed,
                Rows = before.Rows,
                Exception = RetentionException.LegalObligation,
                Law = before.Law,
            };
        }
    }
}
