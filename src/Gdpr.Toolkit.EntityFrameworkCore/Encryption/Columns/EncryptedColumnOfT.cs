using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <inheritdoc/>
internal sealed class EncryptedColumn<T>(ColumnBinding binding, EncryptionMark mark) : EncryptedColumn(binding, mark)
{
    private const string EqualityIndex = "eq";

    private readonly FieldCipher<T> _cipher = new(binding);

    public override ValueConverter CreateConverter() => new EncryptedConverter<T>(this);

    public override ValueConverter CreateIndexConverter() => new BlindIndexConverter<T>(this);

    public override byte[] Seal(object value, SubjectKey key) => _cipher.Seal((T)value, key);

    public override byte[] Reseal(byte[] envelope, SubjectKey from, SubjectKey to) => _cipher.Seal(_cipher.Open(envelope, from), to);

    public override byte[] Tag(object value, Realm realm)
        => realm.IndexKey(Binding.ColumnId, EqualityIndex, Mark.Normalizer).Tag((T)value);

    /// <summary>Opens a stored value; called while EF materialises a row.</summary>
    public T Open(byte[] envelope) => ColumnScope.RequireKeyring(Binding).Open(envelope, _cipher, Binding);

    /// <summary>Refuses every value that EF wants to send by itself; inside a save, only compares it in memory.</summary>
    public byte[] Convert(T value) => ColumnScope.IsComparingInMemory
        ? InMemoryToken.Of(value)
        : throw EncryptionQueryErrors.ValueOutsideSave(Binding);

    /// <summary>Computes the index tag of a query's parameter.</summary>
    public byte[] TagParameter(T value)
    {
        try
        {
            return ColumnScope.RequireKeyring(Binding).Tag(this, value!);
        }
        catch
        {
            ParameterScopeInterceptor.Abandon();
            throw;
        }
    }
}
