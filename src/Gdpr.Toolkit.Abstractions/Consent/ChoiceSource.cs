namespace Gdpr.Toolkit.Consent;

/// <summary>How a choice of a person reached the controller: the evidence beside the choice itself (GDPR Art. 5(2)).</summary>
/// <remarks>Immutable. It is stored in plain text and survives an erasure: put nothing into it that identifies the person.</remarks>
/// <param name="Channel">The channel, such as <c>web</c>, <c>telephone</c> or <c>unsubscribe link</c>. Not empty.</param>
/// <param name="RecordedBy">Who typed it in, as a role or a staff number; null when the person did it themself.</param>
/// <param name="SubmissionId">
/// An id that the form or the request carries, so that one sent twice is recorded once; null to treat every call as a new one.
/// One submission can hold choices for several purposes.
/// </param>
public sealed record ChoiceSource(string Channel, string? RecordedBy = null, Guid? SubmissionId = null);
