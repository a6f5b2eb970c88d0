namespace Gdpr.Toolkit.Consent;

/// <summary>How many rows of one kind of choice a person has.</summary>
/// <param name="Entity">The public name of the record.</param>
/// <param name="Law">By which law it stays when the person is erased.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Texts">How many of them have free text.</param>
internal sealed record ChoiceCount(string Entity, string Law, int Rows, int Texts);
