namespace Gdpr.Toolkit.Encryption;

/// <summary>How far a scan has come.</summary>
/// <param name="Table">The table that is being read.</param>
/// <param name="Rows">How many rows were read, of all tables so far.</param>
/// <param name="Findings">How many findings there are so far.</param>
public sealed record IntegrityProgress(string Table, long Rows, long Findings);
