using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>What a person is told beside the data itself (GDPR Art. 15(1)(a)–(h), 15(2)).</summary>
internal sealed class ExportInformation
{
    private readonly IReadOnlyList<UsedData> _data;

    /// <summary>Collects what applies to the data that is held.</summary>
    /// <param name="purposes">The registered purposes.</param>
    /// <param name="role">The role of the person.</param>
    /// <param name="data">The data that is held.</param>
    public ExportInformation(PurposeRegistry purposes, DataSubjectRole role, IEnumerable<UsedData> data)
    {
        _data = [.. data];
        var categories = _data.SelectMany(used => used.Purposes.Select(purpose => (purpose, used.Category))).Distinct().ToLookup(pair => pair.purpose, pair => pair.Category);
        Purposes = [.. purposes.All.Where(purpose => categories.Contains(purpose.Name)).Select(purpose => new PurposeInformation(purpose, role, [.. categories[purpose.Name].Order()]))];
    }

    public IReadOnlyList<PurposeInformation> Purposes { get; }

    /// <summary>Gets the categories by how and from whom they came (GDPR Art. 15(1)(b), (g)).</summary>
    public IEnumerable<(PurposeText Origin, IReadOnlyList<PersonalDataCategory> Categories)> Origins
        => _data.GroupBy(used => (used.Source, used.Provenance))
            .OrderBy(group => group.Key.Source, StringComparer.Ordinal).ThenBy(group => group.Key.Provenance)
            .Select(group => (Origin(group.Key.Source, group.Key.Provenance), (IReadOnlyList<PersonalDataCategory>)[.. group.Select(used => used.Category).Distinct().Order()]));

    /// <summary>Gets the names of the rights that the person has, as far as they depend on the legal bases in use (GDPR Art. 15(1)(e), (f)).</summary>
    public IEnumerable<string> Rights
    {
        get
        {
            var rules = Purposes.Select(purpose => purpose.Rule).OfType<PurposeRule>().ToList();
            yield return "Rectification";
            yield return "Erasure";
            yield return "Restriction";
            if (rules.Exists(rule => rule.Basis is LegalBasis.Consent or LegalBasis.Contract))
                yield return "Portability";
            if (rules.Exists(rule => rule.CanBeObjectedTo))
                yield return "Objection";
            if (Purposes.Any(purpose => purpose.Purpose.IsDirectMarketing))
                yield return "MarketingObjection";
            if (rules.Exists(rule => rule.Basis == LegalBasis.Consent))
                yield return "Withdrawal";
            yield return "Complaint";
        }
    }

    private static PurposeText Origin(string? source, DataProvenance provenance)
        => source is null ? BilingualText.Of(provenance) : BilingualText.Format("Export.OriginFrom", source);
}
