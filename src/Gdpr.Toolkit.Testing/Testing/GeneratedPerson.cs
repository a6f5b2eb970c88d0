namespace Gdpr.Toolkit.Testing;

/// <summary>A person whom a <see cref="PersonGenerator"/> has made up and saved, with all their rows. Immutable.</summary>
public sealed class GeneratedPerson
{
    internal GeneratedPerson(DataSubject subject, IReadOnlyList<GeneratedValue> values) => (Subject, Values) = (subject, values);

    /// <summary>Gets the person, to be exported and erased.</summary>
    public DataSubject Subject { get; }

    /// <summary>Gets every value that is marked as theirs, in all their rows.</summary>
    public IReadOnlyList<GeneratedValue> Values { get; }

    /// <summary>Gets the texts that nobody else has: what <see cref="SubjectAssert.ForgottenAsync"/> looks for after an erasure.</summary>
    /// <remarks>Where a law retains a value in plaintext, leave its texts out: <c>person.Values.Where(…).SelectMany(value => value.Texts)</c>.</remarks>
    public IEnumerable<string> Texts => Values.SelectMany(value => value.Texts);
}
