namespace Gdpr.Toolkit.Encryption;

/// <summary>One stored value with which something is wrong.</summary>
/// <remarks><see cref="ToString"/> names no person and no row, and can be logged. <see cref="RowKey"/> can identify a person.</remarks>
public sealed class IntegrityFinding
{
    internal IntegrityFinding(IntegrityFindingKind kind, string property, string table, IReadOnlyList<object> rowKey)
        => (Kind, Property, Table, RowKey) = (kind, property, table, rowKey);

    /// <summary>Gets what is wrong.</summary>
    public IntegrityFindingKind Kind { get; }

    /// <summary>Gets the entity and the property, such as <c>Customer.Email</c>.</summary>
    public string Property { get; }

    /// <summary>Gets the table in which the value lies.</summary>
    public string Table { get; }

    /// <summary>Gets the primary key of the row, as the entity holds it. It can be personal data: keep it out of logs.</summary>
    public IReadOnlyList<object> RowKey { get; }

    /// <summary>Gets the reference, as key tables name people, of the person the row belongs to: 64 hexadecimal digits. Null where nobody is known.</summary>
    public string? SubjectReference { get; internal init; }

    /// <summary>Gets the reference of the person for whom the value was encrypted: 64 hexadecimal digits. Null where that is not known.</summary>
    public string? KeyReference { get; internal init; }

    /// <summary>Writes the kind and the property.</summary>
    /// <returns>A text without personal data, such as <c>WrongSubject: Customer.Email</c>.</returns>
    public override string ToString() => $"{Kind}: {Property}";
}
