using System.Collections.Concurrent;
using System.Reflection;

namespace Gdpr.Toolkit.Documents;

/// <summary>Finds the terms of the W3C Data Privacy Vocabulary that members of enumerations stand for.</summary>
internal static class DpvTerms
{
    private static readonly ConcurrentDictionary<Enum, string?> Terms = new();

    /// <summary>Gets the IRI of a member's first term; null where it has none.</summary>
    public static string? Of(Enum member) => Terms.GetOrAdd(
        member, static member => member.GetType().GetField(member.ToString())?.GetCustomAttributes<DpvTermAttribute>().FirstOrDefault()?.Iri);
}
