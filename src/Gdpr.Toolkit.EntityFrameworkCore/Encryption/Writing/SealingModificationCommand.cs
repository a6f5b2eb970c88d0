using System.Data.Common;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>One INSERT, UPDATE or DELETE whose encrypted columns and blind indexes are replaced by what may be stored.</summary>
internal sealed class SealingModificationCommand(IModificationCommand inner, RelationalTypeMapping bytes) : IModificationCommand
{
    private IReadOnlyList<IColumnModification>? _columns;

    public ITable? Table => inner.Table;

    public IStoreStoredProcedure? StoreStoredProcedure => inner.StoreStoredProcedure;

    public string TableName => inner.TableName;

    public string? Schema => inner.Schema;

    public IReadOnlyList<IColumnModification> ColumnModifications => _columns ??= Build();

    public IReadOnlyList<IUpdateEntry> Entries => inner.Entries;

    public EntityState EntityState => inner.EntityState;

    public IColumnBase? RowsAffectedColumn => inner.RowsAffectedColumn;

    public void AddEntry(IUpdateEntry entry, bool mainEntry) => inner.AddEntry(entry, mainEntry);

    public void PropagateResults(RelationalDataReader relationalReader) => inner.PropagateResults(relationalReader);

    public void PropagateOutputParameters(DbParameterCollection parameterCollection, int baseParameterIndex)
        => inner.PropagateOutputParameters(parameterCollection, baseParameterIndex);

    private IReadOnlyList<IColumnModification> Build()
    {
        if (!inner.Entries.Any(entry => EntityProtection.Of(entry.EntityType).Encrypted.Count > 0))
        {
            return inner.ColumnModifications;
        }

        var session = inner.Entries[0].Context.GetService<SealingSession>();
        return [.. ColumnScope.CompareInMemory(() => inner.ColumnModifications).Select(column => Protect(column, session))];
    }

    private IColumnModification Protect(IColumnModification column, SealingSession session)
    {
        if (column.Entry is null || column.Property is null || !column.IsWrite)
        {
            return column;
        }

        if (column.Property.EncryptedColumn() is { } encrypted)
        {
            return new SealedColumnModification(column, bytes, Seal(column, encrypted, session));
        }

        return column.Property.IndexedColumn() is { } indexed
            ? new SealedColumnModification(column, bytes, Tag(column, indexed, session))
            : column;
    }

    private static byte[]? Seal(IColumnModification column, EncryptedColumn encrypted, SealingSession session)
        => column.Value is { } value
            ? encrypted.Seal(value, session.Find(column.Entry!, encrypted.Mark.Group) ?? throw EncryptionQueryErrors.ValueOutsideSave(encrypted.Binding))
            : null;

    private static byte[]? Tag(IColumnModification column, EncryptedColumn indexed, SealingSession session)
    {
        var source = column.Property!.DeclaringType.FindProperty((string)column.Property[GdprAnnotationNames.BlindIndexOf]!)!;
        return column.Entry!.GetCurrentValue(source) is { } value && !session.HasNoTags(column.Entry, indexed.Mark.Group) && !session.IsEmptied(column.Entry, source.Name)
            ? indexed.Tag(value, session.Realm ?? throw EncryptionQueryErrors.ValueOutsideSave(indexed.Binding))
            : null;
    }
}
