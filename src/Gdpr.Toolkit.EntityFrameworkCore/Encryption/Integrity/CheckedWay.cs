namespace Gdpr.Toolkit.Encryption;

/// <summary>A property that is stored in a column: how its values are opened, and whose they have to be.</summary>
/// <param name="Binding">What its values are bound to.</param>
/// <param name="Open">Opens an envelope.</param>
/// <param name="Person">Finds the person in a row.</param>
/// <param name="Tag">Its blind index; null where it has none.</param>
internal sealed record CheckedWay(ColumnBinding Binding, Func<byte[], SubjectKey, object> Open, CheckedPerson Person, CheckedTag? Tag);
