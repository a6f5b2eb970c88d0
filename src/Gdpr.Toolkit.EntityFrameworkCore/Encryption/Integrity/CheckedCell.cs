namespace Gdpr.Toolkit.Encryption;

/// <summary>A column that holds envelopes.</summary>
/// <param name="Place">Its place in a row.</param>
/// <param name="Ways">One for each property that is stored there: siblings in a hierarchy may share a column.</param>
internal sealed record CheckedCell(int Place, IReadOnlyList<CheckedWay> Ways);
