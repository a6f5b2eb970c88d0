namespace Gdpr.Toolkit.Testing;

/// <summary>Something of an erased person is still in the database. Says where, never what.</summary>
public sealed class SubjectNotForgottenException : Exception
{
    internal SubjectNotForgottenException(DataSubject subject, IReadOnlyList<string> places)
        : base($"{subject} is not forgotten. Something of them is still in:{Environment.NewLine}"
            + string.Join(Environment.NewLine, places.Select(place => $" - {place}")))
        => Places = places;

    /// <summary>Gets where something was found: <c>table.column (rows)</c>, or <c>entity</c> where queries still find the person.</summary>
    public IReadOnlyList<string> Places { get; }
}
