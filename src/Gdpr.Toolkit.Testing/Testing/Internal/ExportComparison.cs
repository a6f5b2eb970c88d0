using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>What a package lacks of a person, and what it holds of others.</summary>
internal sealed class ExportComparison
{
    private readonly List<string> _missing = [];
    private readonly List<string> _foreign = [];

    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    public static ExportComparison Of(Person person, StoredPeople people, ExportedPackage package)
    {
        var rows = people.Rows.ToLookup(row => people.IsOf(row, person));
        if (!rows[true].Any(row => row.Mapped.IsSubject))
        {
            throw person.NotFound();
        }

        var comparison = new ExportComparison();
        if (!package.IsComplete)
        {
            comparison._missing.Add("a source that failed, as the package says");
        }

        comparison.CompareFields(person, rows[true].ToLookup(row => row.Mapped), package);
        comparison.CompareTexts(rows[true], rows[false], package);
        return comparison;
    }

    /// <exception cref="ExportNotCompleteException">There is a difference.</exception>
    public void Require(DataSubject subject)
    {
        if (_missing.Count + _foreign.Count > 0)
        {
            throw new ExportNotCompleteException(subject, _missing, _foreign);
        }
    }

    private void CompareFields(Person person, ILookup<MappedEntity, StoredRow> rows, ExportedPackage package)
    {
        foreach (var (mapped, file) in ExportNames.Files(person.Entities.Where(mapped => !mapped.IsReadOnly), ChoiceExport.Names))
        {
            var fields = new ExportedFields(mapped);
            foreach (var property in mapped.Personal.Where(property => !package.Omits(file, ExportNames.Of(property))))
            {
                fields.Expect(property, rows[mapped].SelectMany(row => row.ShownValues(property)));
            }

            foreach (var record in package.Records(file))
            {
                fields.Find(record);
            }

            _missing.AddRange(fields.Missing);
            _foreign.AddRange(fields.Foreign);
        }
    }

    private void CompareTexts(IEnumerable<StoredRow> own, IEnumerable<StoredRow> others, ExportedPackage package)
    {
        var known = string.Join('\n', own.SelectMany(MarkedText.Of).Select(text => text.Value));
        var foreign = new ForeignTexts(others.SelectMany(MarkedText.Of).Where(text => !known.Contains(text.Value, StringComparison.Ordinal)));
        _foreign.AddRange(package.Data.SelectMany(file => foreign.In(file.Value).Select(place => $"{file.Key}: {place}")));
    }
}
