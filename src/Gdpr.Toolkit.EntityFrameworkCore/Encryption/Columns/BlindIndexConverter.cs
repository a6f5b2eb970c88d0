using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Turns a value that a query compares with into its index tag. There is no way back: tags read as nothing.</summary>
internal sealed class BlindIndexConverter<TModel, TStored>(EncryptedColumn<TModel, TStored> column, IndexSlot slot)
    : ValueConverter<TModel, byte[]>(value => column.TagParameter(value, slot), _ => default!), IBlindIndexConverter
{
    public EncryptedColumn Column => column;

    public IndexSlot Slot => slot;
}
