using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <inheritdoc/>
internal sealed class EncryptedColumn<T>(ColumnBinding binding, EncryptionMark mark, DestroyedReading whenDestroyed)
    : EncryptedColumn(binding, mark, whenDestroyed)
{
    private const string EqualityIndex = "eq";

    private readonly FieldCipher<T> _cipher = new(binding);

    public override ValueConverter CreateConverter()
        => WhenDestroyed.Value == DestroyedValue.Null && typeof(T).IsValueType
            ? (ValueConverter)Activator.CreateInstance(typeof(NullableEncryptedConverter<>).MakeGenericType(typeof(T)), this)!
            : new EncryptedConverter<T>(this);

    public override ValueConverter CreateIndexConverter() => new BlindIndexConverter<T>(this);

    public override byte[] Seal(object value, SubjectKey key) => _cipher.Seal((T)value, key);

    public override object Read(byte[] envelope, SubjectKey key) => _cipher.Open(envelope, key)!;

    public override byte[] Reseal(byte[] envelope, SubjectKey from, SubjectKey to) => _cipher.Seal(_cipher.Open(envelope, from), to);

    public override byte[] Tag(object value, Realm realm)
        => realm.IndexKey(Binding.ColumnId, EqualityIndex, Mark.Normalizer).Tag((T)value);

    /// <summary>Opens a stored value; called while EF materialises a row.</summary>
    /// <exception cref="SubjectKeyDestroyedException">The key is destroyed, and the property has nothing to read as instead.</exception>
    public T Open(byte[] envelope)
    {
        var keyring = ColumnScope.RequireKeyring(Binding);
        return WhenDestroyed.Value == DestroyedValue.Throw
            ? keyring.Open(envelope, _cipher, Binding)
            : keyring.TryOpen(envelope, _cipher, Binding, out var value) ? value : (T)WhenDestroyed.Instead!;
    }

    /// <summary>Opens a stored value as <see cref="Open"/> does, and tells whether its key is still there.</summary>
    public bool TryOpen(byte[] envelope, [MaybeNullWhen(false)] out T value)
        => ColumnScope.RequireKeyring(Binding).TryOpen(envelope, _cipher, Binding, out value);

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
