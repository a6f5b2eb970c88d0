namespace Gdpr.Toolkit;

/// <summary>Names the W3C Data Privacy Vocabulary term that an enumeration member stands for.</summary>
/// <param name="iri">The term's IRI, such as <c>https://w3id.org/dpv/pd#EmailAddress</c>.</param>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class DpvTermAttribute(string iri) : Attribute
{
    /// <summary>Gets the term's IRI.</summary>
    public string Iri { get; } = iri;
}
