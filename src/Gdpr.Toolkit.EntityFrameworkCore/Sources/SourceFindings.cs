using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Model;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Sources;

/// <summary>What all sources of a person said that they hold.</summary>
internal sealed class SourceFindings
{
    private SourceFindings(DataSubject subject, IReadOnlyList<SourceFinding> all) => (Subject, All) = (subject, all);

    /// <summary>Gets the person as sources know them: by the outermost class that is marked.</summary>
    public DataSubject Subject { get; }

    public IReadOnlyList<SourceFinding> All { get; }

    /// <exception cref="PersonalDataSourceException">A source failed: what it holds is not known.</exception>
    public static Task<SourceFindings> SearchAsync(
        Person person, IEnumerable<IPersonalDataSource> sources, CancellationToken cancellationToken)
        => SearchAsync(person, sources, failures: null, cancellationToken);

    /// <summary>Asks all sources; where failures are logged instead of thrown, those that fail have no finding.</summary>
    /// <exception cref="PersonalDataSourceException">A source failed, and there is no log for that.</exception>
    public static async Task<SourceFindings> SearchAsync(
        Person person, IEnumerable<IPersonalDataSource> sources, ILogger? failures, CancellationToken cancellationToken)
    {
        var subject = DataSubject.Of(person.SubjectType.ClrType, [.. person.Key]);
        var findings = new List<SourceFinding>();
        foreach (var source in sources)
        {
            try
            {
                findings.Add(await SourceFinding.SearchAsync(source, subject, cancellationToken).ConfigureAwait(false));
            }
            catch (PersonalDataSourceException exception) when (failures is not null)
            {
                SourceLog.NotExported(failures, source.Name, exception);
            }
        }

        return new SourceFindings(subject, findings);
    }

    /// <summary>Adds to a hash over a person's rows what lies outside the database; without sources it stays the same.</summary>
    public byte[] AddTo(byte[] hash)
    {
        if (All.Count == 0)
        {
            return hash;
        }

        var state = new LengthPrefixed().Part(hash);
        foreach (var finding in All)
        {
            state.Part(finding.Source.Name).Part(finding.Items.Count);
            foreach (var item in finding.Items)
            {
                // As UTF-16: an id is the source's own, and need not be valid text.
                state.Part(MemoryMarshal.AsBytes(item.Id.AsSpan())).Part((int)item.Category)
                    .Part(FormattableString.Invariant($"{item.Retention?.Exception} {item.Retention?.Until:O} {item.Retention?.Law}"));
            }
        }

        return SHA256.HashData(state.Written);
    }
}
