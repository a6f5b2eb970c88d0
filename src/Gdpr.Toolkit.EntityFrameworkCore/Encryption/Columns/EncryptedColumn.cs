using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>One encrypted property: how its values are sealed, opened and indexed. Shared by all contexts of a model.</summary>
internal abstract class EncryptedColumn(ColumnBinding binding, EncryptionMark mark, DestroyedReading whenDestroyed)
{
    public ColumnBinding Binding { get; } = binding;

    public EncryptionMark Mark { get; } = mark;

    /// <summary>Gets what reading a value gives whose key is destroyed.</summary>
    public DestroyedReading WhenDestroyed { get; } = whenDestroyed;

    public abstract ValueConverter CreateConverter();

    public abstract ValueConverter CreateIndexConverter();

    public abstract byte[] Seal(object value, SubjectKey key);

    /// <summary>Opens a value under a key that is at hand.</summary>
    public abstract object Read(byte[] envelope, SubjectKey key);

    /// <summary>Seals under another key what an envelope holds, exactly as it is.</summary>
    public abstract byte[] Reseal(byte[] envelope, SubjectKey from, SubjectKey to);

    public abstract byte[] Tag(object value, Realm realm);

    public static EncryptedColumn Create(Type valueType, ColumnBinding binding, EncryptionMark mark, DestroyedReading whenDestroyed)
        => (EncryptedColumn)Activator.CreateInstance(typeof(EncryptedColumn<>).MakeGenericType(valueType), binding, mark, whenDestroyed)!;
}
