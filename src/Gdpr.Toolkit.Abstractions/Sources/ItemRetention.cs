using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Sources;

/// <summary>Why an erasure leaves an item (GDPR Art. 17(3)). It is printed on plans and certificates.</summary>
/// <param name="Exception">The exception to erasure that applies.</param>
/// <param name="Law">The law or the ground, as a reader can look it up; no personal data.</param>
/// <param name="Until">The last day on which the item is kept, in the controller's time zone; null while nobody can tell. The day after, nothing keeps it.</param>
public sealed record ItemRetention(RetentionException Exception, string Law, DateOnly? Until);
