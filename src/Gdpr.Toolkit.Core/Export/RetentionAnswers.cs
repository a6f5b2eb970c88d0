using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Export;

/// <summary>The different answers of one file of records: few, because they are days, however many records share them.</summary>
internal sealed class RetentionAnswers
{
    private readonly Dictionary<RetentionAnswer, int> _numbers = [];
    private readonly List<RetentionAnswer> _all = [];

    public IReadOnlyList<RetentionAnswer> All => _all;

    /// <summary>Gives an answer its number, the same for the same answer.</summary>
    public int Add(RetentionAnswer answer)
    {
        if (!_numbers.TryGetValue(answer, out var number))
        {
            number = _all.Count;
            _numbers.Add(answer, number);
            _all.Add(answer);
        }

        return number;
    }

    /// <summary>Finds the day through which a record is kept as a whole; null while there is no end, or when nothing keeps it.</summary>
    public DateOnly? Until(IReadOnlyList<int> numbers)
    {
        DateOnly? last = null;
        for (var index = 0; index < numbers.Count; index++)
        {
            var answer = _all[numbers[index]];
            if (answer.Outcome == RetentionOutcome.NoEndYet)
                return null;
            if (answer.Until > last || last is null)
                last = answer.Until;
        }

        return last;
    }

    /// <summary>Says the same in words.</summary>
    public PurposeText Text(IReadOnlyList<int> numbers)
    {
        if (numbers.Select(number => _all[number]).FirstOrDefault(answer => answer.Outcome == RetentionOutcome.NoEndYet) is { } open)
        {
            return open.OpenEnd is { } why
                ? BilingualText.Join(language => $"{DocumentTexts.In(language)["Export.NoEnd"]}: {DocumentTexts.In(language).Of(why)}")
                : BilingualText.Of("Export.NoEnd");
        }

        return Until(numbers) is { } until ? BilingualText.Same(ExportValue.Text(until)) : BilingualText.Of("Export.NothingKeeps");
    }
}
