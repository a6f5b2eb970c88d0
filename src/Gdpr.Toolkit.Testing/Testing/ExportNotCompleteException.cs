namespace Gdpr.Toolkit.Testing;

/// <summary>An export is not what the database holds about the person: something is missing, or something is not theirs. Says where, never what.</summary>
public sealed class ExportNotCompleteException : Exception
{
    internal ExportNotCompleteException(DataSubject subject, IReadOnlyList<string> missing, IReadOnlyList<string> foreign)
        : base($"The export of {subject} is not what the database holds about them.{List("Missing is", missing)}{List("Not theirs is", foreign)}")
        => (Missing, Foreign) = (missing, foreign);

    /// <summary>Gets what is not in the package: <c>entity.property (values)</c>; none when all is there.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Gets what is in the package and not the person's: <c>entity.property (values)</c>, or <c>file: entity.property</c> where a text of somebody else stands.</summary>
    public IReadOnlyList<string> Foreign { get; }

    private static string List(string title, IReadOnlyList<string> places)
        => places.Count == 0 ? "" : string.Concat(places.Select(place => $"{Environment.NewLine} - {place}").Prepend($"{Environment.NewLine}{title}:"));
}
