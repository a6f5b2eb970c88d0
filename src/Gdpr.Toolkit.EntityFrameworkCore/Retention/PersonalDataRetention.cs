using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Retention;

/// <inheritdoc/>
internal sealed class PersonalDataRetention(SubjectContexts contexts, GdprRuntime runtime) : IPersonalDataRetention
{
    public async Task<SubjectRetention> ExplainAsync(
        DataSubject subject, DateOnly? asOf = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        using var right = PurposeScope.BeginRight();
        var day = asOf ?? runtime.Today;
        var answers = await AnswerAsync(Person.Find(contexts, subject), day, cancellationToken).ConfigureAwait(false);
        return new SubjectRetention
        {
            AsOf = day,
            Fields =
            [
                .. answers.GroupBy(answer => (answer.Property.Entity, answer.Property.Path, Proof: answer.Explanation.ToText()))
                    .Select(group => new FieldRetention(
                        group.Key.Entity, group.Key.Path, group.First().Property.Category!.Value, group.Count(), group.First().Explanation)),
            ],
        };
    }

    public async Task<RetentionForecast> ForecastAsync(CancellationToken cancellationToken = default)
    {
        using var right = PurposeScope.BeginRight();
        var today = runtime.Today;
        var due = new List<DateOnly?>();
        foreach (var context in contexts.All())
        {
            foreach (var subject in PersonalDataMap.Of(context.Model).Subjects)
            {
                await foreach (var key in SubjectKeys.ReadAsync(context, subject, cancellationToken).ConfigureAwait(false))
                {
                    var answers = await AnswerAsync(Person.Of(context, subject, key), today, cancellationToken).ConfigureAwait(false);
                    due.AddRange(answers.GroupBy(answer => answer.Row).Select(row => DueDay(row.Select(answer => answer.Explanation))));
                }
            }
        }

        return RetentionForecast.Of(due, today);
    }

    private async Task<List<ValueRetention>> AnswerAsync(Person person, DateOnly asOf, CancellationToken cancellationToken)
    {
        var rows = await person.ReadAsync(tracking: false, cancellationToken).ConfigureAwait(false);
        var retention = await PersonRetention.LoadAsync(runtime, person, asOf, rows, cancellationToken).ConfigureAwait(false);
        var progress = ErasureProgress.Of(rows, runtime.Zone);
        var values = rows
            .SelectMany(row => row.Personal.Select(property => new ValueRetention(row, property, retention.Explain(row, property, asOf, progress.RequestedOn))))
            .ToList();
        var dates = new CountedDatesExplained(retention, [.. rows], values, progress.RequestedOn is not null);
        return [.. values.Select(dates.Of).Where(value => IsThere(value) && !progress.HasTaken(value.Explanation))];
    }

    /// <summary>What was due and is empty has been taken, by a sweep or by the application.</summary>
    private static bool IsThere(ValueRetention answer)
        => answer.Explanation.Outcome != RetentionOutcome.NothingKeepsIt || !RowValues.IsEmpty(answer.Row, answer.Property);

    /// <summary>A row falls due when the last of its values does; null while one of them has no end.</summary>
    private static DateOnly? DueDay(IEnumerable<RetentionExplanation> values)
    {
        var days = values.Select(value => value.Outcome switch
        {
            RetentionOutcome.NoEndYet => (DateOnly?)null,
            RetentionOutcome.KeptUntil when value.LastDay == DateOnly.MaxValue => null,
            RetentionOutcome.KeptUntil => value.LastDay!.Value.AddDays(1),
            _ => value.EndedOn ?? value.AsOf,
        }).ToList();
        return days.Contains(null) ? null : days.Max();
    }
}
