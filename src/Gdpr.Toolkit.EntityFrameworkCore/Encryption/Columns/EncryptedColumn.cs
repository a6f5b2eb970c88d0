using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>One encrypted property: how its values are sealed, opened and indexed. Shared by all contexts of a model.</summary>
internal abstract class EncryptedColumn(ColumnBinding binding, EncryptionMark mark, DestroyedReading whenDestroyed, ValueConverter? own, bool isText)
{
    public ColumnBinding Binding { get; } = binding;

    public EncryptionMark Mark { get; } = mark;

    /// <summary>Gets what reading a value gives whose key is destroyed.</summary>
    public DestroyedReading WhenDestroyed { get; } = whenDestroyed;

    /// <summary>Gets the application's own converter, which makes what is sealed; null where values are sealed as they are.</summary>
    public ValueConverter? Own { get; } = own;

    /// <summary>Gets whether envelopes are stored as text: in a JSON document.</summary>
    public bool IsText { get; } = isText;

    /// <summary>Gets the type of the values that are sealed: what the application's converter makes, or the property's own.</summary>
    public abstract Type SealedType { get; }

    public abstract ValueConverter CreateConverter();

    public abstract ValueConverter CreateIndexConverter(IndexSlot slot);

    /// <summary>Seals a value of the model; null where the application's converter makes nothing of it.</summary>
    public abstract byte[]? Seal(object value, SubjectKey key);

    /// <summary>Opens a value under a key that is at hand.</summary>
    public abstract object Read(byte[] envelope, SubjectKey key);

    /// <summary>Seals under another key what an envelope holds, exactly as it is.</summary>
    public abstract byte[] Reseal(byte[] envelope, SubjectKey from, SubjectKey to);

    /// <summary>Computes the index tag of a value of the model; null where there is nothing to seal.</summary>
    public abstract byte[]? Tag(object value, OpenIndexRoot root);

    /// <summary>Gives the tag of what an envelope holds.</summary>
    public abstract byte[] TagOf(byte[] envelope, SubjectKey key, OpenIndexRoot root);

    public static EncryptedColumn Create(ConvertedType type, ColumnBinding binding, EncryptionMark mark, DestroyedReading whenDestroyed, bool isText)
        => (EncryptedColumn)Activator.CreateInstance(
            typeof(EncryptedColumn<,>).MakeGenericType(type.Model, type.Stored), binding, mark, whenDestroyed, type.Own, isText)!;
}
