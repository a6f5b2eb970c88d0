using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Decides which values an erasure leaves: those that a law, a public task (GDPR Art. 17(3)(b)), a minimum period or a legal hold keeps, and until when.</summary>
internal sealed class RetentionDecider
{
    private const string HoldLaw = "GDPR Art. 17(3)(e)";

    private readonly GdprRuntime _runtime;
    private readonly DataSubjectRole _role;
    private readonly DateOnly _today;
    private readonly PersonRetention _retention;
    private readonly bool _isLost;
    private readonly Dictionary<(MappedEntity Entity, string Text), Dictionary<MappedProperty, RetentionReason>> _groups = [];

    private RetentionDecider(GdprRuntime runtime, DataSubjectRole role, DateOnly today, PersonRetention retention, bool isLost)
        => (_runtime, _role, _today, _retention, _isLost) = (runtime, role, today, retention, isLost);

    /// <summary>Reads what is on record about the person, in the context's transaction if there is one.</summary>
    public static async Task<RetentionDecider> LoadAsync(
        GdprRuntime runtime, Person person, DateOnly today, IReadOnlyCollection<IRowsOfPerson> rows, CancellationToken cancellationToken)
    {
        var retention = await PersonRetention.LoadAsync(runtime, person, today, rows, cancellationToken).ConfigureAwait(false);
        // What nobody can read any more, in rows that a backup has brought back, no law can keep.
        var isLost = person.Context.GetService<SubjectKeyring>().Exemption is { HasMetLost: true };
        return new RetentionDecider(runtime, person.Mark.Role, today, retention, isLost);
    }

    /// <summary>Finds which values of a row are kept, and why.</summary>
    public Dictionary<MappedProperty, RetentionReason> Retained(IRowsOfPerson row)
        => row.Personal
            .Select(property => (Property: property, Reason: Decide(row, property)))
            .Where(value => value.Reason is not null)
            .ToDictionary(value => value.Property, value => value.Reason!);

    /// <summary>Finds the same of rows that were counted, and looks once for those that are alike but for their number.</summary>
    public Dictionary<MappedProperty, RetentionReason> Retained(RowGroup rows)
    {
        if (!_groups.TryGetValue((rows.Mapped, rows.Text), out var retained))
        {
            retained = Retained((IRowsOfPerson)rows);
            _groups.Add((rows.Mapped, rows.Text), retained);
        }

        return retained;
    }

    /// <summary>Gets the legal holds that concern the person.</summary>
    public HoldBook Holds => _retention.Holds;

    /// <summary>Gets how much is on record of what the person chose.</summary>
    public IReadOnlyList<ChoiceCount> Choices => _retention.Choices;

    /// <summary>Finds the dates that a kept value is kept by: without them nobody could tell any more when its time is up.</summary>
    public IEnumerable<(IRowsOfPerson Row, MappedProperty Property)> Dates(IRowsOfPerson row, MappedProperty property, IReadOnlyList<IRowsOfPerson> rows)
        => _retention.Dates(row, property, rows);

    /// <summary>Finds the anchors that a kept value is counted from, and that its own row does not have.</summary>
    public IEnumerable<AnchorName> AnchorsElsewhere(IRowsOfPerson row, MappedProperty property) => _retention.AnchorsElsewhere(row, property);

    /// <summary>Finds the reason that keeps a value the longest; null when nothing does.</summary>
    private RetentionReason? Decide(IRowsOfPerson row, MappedProperty property)
    {
        if (property.IsEncrypted && _isLost)
        {
            return null;
        }

        var answer = _retention.Answer(row, property, erasedOn: _today);
        return answer.Outcome == RetentionOutcome.NothingKeepsIt
            ? null
            : Reason(answer) with
            {
                Purposes = [.. answer.Purposes.Where(purpose => purpose.IsLive).Select(purpose => purpose.Purpose)],
            };
    }

    private RetentionReason Reason(RetentionExplanation answer)
        => answer.Purpose is { } purpose
            ? new RetentionReason(purpose, answer.Law, answer.LastDay, Exception(purpose))
            : new RetentionReason(null, HoldLaw, answer.LastDay, RetentionException.LegalClaims);

    private RetentionException Exception(string purpose) => _runtime.Purposes.Find(purpose)!.RuleFor(_role)! switch
    {
        { Basis: LegalBasis.LegalObligation } => RetentionException.LegalObligation,
        { Basis: LegalBasis.PublicTask } => RetentionException.PublicTask,
        { Retention.Floor.Exception: { } exception } => exception,
        _ => RetentionException.MinimumPeriod,
    };
}
