using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Telemetry;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <inheritdoc/>
/// <typeparam name="TModel">The type of the property.</typeparam>
/// <typeparam name="TStored">What the application's converter makes of it; the same type where there is none.</typeparam>
internal sealed class EncryptedColumn<TModel, TStored>(
    ColumnBinding binding, EncryptionMark mark, DestroyedReading whenDestroyed, ValueConverter? own, bool isText)
    : EncryptedColumn(binding, mark, whenDestroyed, own, isText)
{
    private const string EqualityIndex = "eq";
    private const string DomainIndex = "domain";

    private readonly FieldCipher<TStored> _cipher = new(binding);

    public override Type SealedType => typeof(TStored);

    public override ValueConverter CreateConverter()
        => WhenDestroyed.Value == DestroyedValue.Null && typeof(TModel).IsValueType
            ? EncryptedConverters.Nullable(this)
            : EncryptedConverters.Of(this);

    public override ValueConverter CreateIndexConverter(IndexSlot slot) => new BlindIndexConverter<TModel, TStored>(this, slot);

    public override byte[]? Seal(object value, SubjectKey key)
    {
        if (ToStored(value) is not { } stored)
        {
            return null;
        }

        GdprMeters.ValuesSealed.Add(1);
        return _cipher.Seal(stored, key);
    }

    public override object Read(byte[] envelope, SubjectKey key) => ToModel(_cipher.Open(envelope, key))!;

    public override byte[] Reseal(byte[] envelope, SubjectKey from, SubjectKey to) => _cipher.Seal(_cipher.Open(envelope, from), to);

    public override byte[]? Tag(object value, OpenIndexRoot root)
        => ToStored(value) is { } stored ? IndexKey(root).Tag(stored) : null;

    public override byte[] TagOf(byte[] envelope, SubjectKey key, OpenIndexRoot root) => IndexKey(root).Tag(_cipher.Open(envelope, key));

    /// <summary>Opens a stored value; called while EF materialises a row.</summary>
    /// <exception cref="SubjectKeyDestroyedException">The key is destroyed, and the property has nothing to read as instead.</exception>
    public TModel Open(byte[] envelope)
    {
        var keyring = ColumnScope.RequireKeyring(Binding);
        if (keyring.Exemption is { ReadsLost: true })
        {
            // The row is read to be erased.
            return TryOpen(envelope, out var found) ? found : default!;
        }

        return WhenDestroyed.Value == DestroyedValue.Throw
            ? ToModel(keyring.Open(envelope, _cipher, Binding))
            : keyring.TryOpen(envelope, _cipher, Binding, out var stored) ? ToModel(stored) : (TModel)WhenDestroyed.Instead!;
    }

    /// <summary>Opens a stored value as <see cref="Open"/> does, and tells whether its key is still there.</summary>
    public bool TryOpen(byte[] envelope, [MaybeNullWhen(false)] out TModel value)
    {
        var keyring = ColumnScope.RequireKeyring(Binding);
        var isOpen = keyring.TryOpen(envelope, _cipher, Binding, out var stored);
        if (!isOpen && keyring.Exemption is { } recovery)
        {
            recovery.HasMetLost = true;
        }

        value = isOpen ? ToModel(stored!) : default;
        return isOpen;
    }

    /// <summary>Refuses every value that EF wants to send by itself; inside a save, only compares it in memory.</summary>
    public byte[] Convert(TModel value) => ColumnScope.IsBuildingCommand
        ? ToStored(value!) is { } stored ? InMemoryToken.Of(stored) : null!
        : throw EncryptionQueryErrors.ValueOutsideSave(Binding);

    /// <summary>Seals a value that EF writes into a JSON document while it builds a command; refuses it anywhere else.</summary>
    public string ConvertToText(TModel value)
        => Seal(value!, ColumnScope.FindKey(Mark.Group) ?? throw EncryptionQueryErrors.ValueOutsideSave(Binding)) is { } envelope
            ? FieldCipher.ToText(envelope)
            : null!;

    /// <summary>Computes the index tag of a query's parameter.</summary>
    public byte[] TagParameter(TModel value, IndexSlot slot) => ColumnScope.RequireKeyring(Binding).Tags.Of(this, value!, slot);

    private BlindIndexKey IndexKey(OpenIndexRoot root) => Mark.IndexDomain is { } domain
        ? root.Key(domain, DomainIndex, Mark.Normalizer)
        : root.Key(Binding.ColumnId, EqualityIndex, Mark.Normalizer);

    private TStored? ToStored(object value) => (TStored?)(Own is null ? value : Own.ConvertToProvider(value));

    private TModel ToModel(TStored stored) => Own is null ? (TModel)(object)stored! : (TModel)Own.ConvertFromProvider(stored)!;
}
