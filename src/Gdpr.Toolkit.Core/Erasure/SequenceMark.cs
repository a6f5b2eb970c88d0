namespace Gdpr.Toolkit.Erasure;

/// <summary>The last number that a database has given to a column of identities, when a person was erased.</summary>
/// <param name="Table">The table as the database knows it, with its schema where it has one: <c>sales.Customers</c>.</param>
/// <param name="Column">The column.</param>
/// <param name="Value">The number. New people get higher ones, also after a restore.</param>
public sealed record SequenceMark(string Table, string Column, long Value);
