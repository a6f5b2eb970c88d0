using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A column to write whose value is sealed already, and whose mapping is that of plain bytes, or of plain text within a JSON document.</summary>
/// <remarks>The value is computed once: EF asks for it again when a command moves to the next batch.</remarks>
internal sealed class SealedColumnModification(IColumnModification inner, RelationalTypeMapping mapping, object? payload) : IColumnModification
{
    public IUpdateEntry? Entry => inner.Entry;

    public IProperty? Property => inner.Property;

    public IColumnBase? Column => inner.Column;

    public RelationalTypeMapping? TypeMapping => mapping;

    public bool? IsNullable => inner.IsNullable;

    public bool IsRead
    {
        get => inner.IsRead;
        set => inner.IsRead = value;
    }

    public bool IsWrite
    {
        get => inner.IsWrite;
        set => inner.IsWrite = value;
    }

    public bool IsCondition
    {
        get => inner.IsCondition;
        set => inner.IsCondition = value;
    }

    public bool IsKey
    {
        get => inner.IsKey;
        set => inner.IsKey = value;
    }

    public bool UseOriginalValueParameter => inner.UseOriginalValueParameter;

    public bool UseCurrentValueParameter => inner.UseCurrentValueParameter;

    public bool UseOriginalValue => inner.UseOriginalValue;

    public bool UseCurrentValue => inner.UseCurrentValue;

    public bool UseParameter => inner.UseParameter;

    public string? ParameterName => inner.ParameterName;

    public string? OriginalParameterName => inner.OriginalParameterName;

    public string ColumnName => inner.ColumnName;

    public string? ColumnType => inner.ColumnType;

    public object? OriginalValue
    {
        get => inner.OriginalValue;
        set => inner.OriginalValue = value;
    }

    public object? Value
    {
        get => payload;
        set => inner.Value = value;
    }

    public string? JsonPath => inner.JsonPath;

    public void AddSharedColumnModification(IColumnModification modification)
        => inner.AddSharedColumnModification(modification is SealedColumnModification other ? other.Unwrapped : modification);

    public void ResetParameterNames() => inner.ResetParameterNames();

    private IColumnModification Unwrapped => inner;
}
