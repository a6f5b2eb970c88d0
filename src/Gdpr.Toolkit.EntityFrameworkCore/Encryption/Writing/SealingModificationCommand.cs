using System.Data.Common;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>One INSERT, UPDATE or DELETE whose encrypted columns and blind indexes are replaced by what may be stored.</summary>
internal sealed class SealingModificationCommand(IModificationCommand inner, RelationalTypeMapping bytes, RelationalTypeMapping text)
    : IModificationCommand, ICommandKeys
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

    public SubjectKey? FindKey(string group)
    {
        var session = inner.Entries[0].Context.GetService<SealingSession>();
        return inner.Entries.Select(entry => session.Find(entry, group)).FirstOrDefault(key => key is not null);
    }

    private IReadOnlyList<IColumnModification> Build()
    {
        if (!IsSealed(inner.Entries))
        {
            return inner.ColumnModifications;
        }

        var session = inner.Entries[0].Context.GetService<SealingSession>();
        var columns = ColumnScope.BuildCommand(this, inner, static command => command.ColumnModifications);
        var protectedColumns = new IColumnModification[columns.Count];
        for (var index = 0; index < protectedColumns.Length; index++)
        {
            protectedColumns[index] = Protect(columns[index], session);
        }

        return protectedColumns;
    }

    private static bool IsSealed(IReadOnlyList<IUpdateEntry> entries)
    {
        for (var index = 0; index < entries.Count; index++)
        {
            if (EntityProtection.Of(entries[index].EntityType).IsSealed)
            {
                return true;
            }
        }

        return false;
    }

    private IColumnModification Protect(IColumnModification column, SealingSession session)
    {
        if (column.Property is null || !column.IsWrite)
        {
            return column;
        }

        if (column.Entry is null)
        {
            return ProtectInDocument(column);
        }

        if (column.Property.EncryptedColumn() is { } encrypted)
        {
            return new SealedColumnModification(column, bytes, Seal(column, encrypted, session));
        }

        return column.Property.IndexedColumn() is { } indexed
            ? new SealedColumnModification(column, bytes, Tag(column, indexed, session))
            : column;
    }

    /// <summary>
    /// Whole documents hold sealed values by now. A single one, where it is the only change, is left to the parameter's converter by
    /// some providers, and that runs too late.
    /// </summary>
    private IColumnModification ProtectInDocument(IColumnModification column)
    {
        if (column.TypeMapping?.Converter is not IEncryptedConverter { Column: var encrypted } || column.Value is not { } value)
        {
            return column;
        }

        var key = FindKey(encrypted.Mark.Group) ?? throw EncryptionQueryErrors.ValueOutsideSave(encrypted.Binding);
        return new SealedColumnModification(column, text, encrypted.Seal(value, key) is { } envelope ? FieldCipher.ToText(envelope) : null);
    }

    private static byte[]? Seal(IColumnModification column, EncryptedColumn encrypted, SealingSession session)
        => column.Value is { } value
            ? encrypted.Seal(value, session.Find(column.Entry!, encrypted.Mark.Group) ?? throw EncryptionQueryErrors.ValueOutsideSave(encrypted.Binding))
            : null;

    private static byte[]? Tag(IColumnModification column, EncryptedColumn indexed, SealingSession session)
    {
        var source = column.Property!.DeclaringType.FindProperty((string)column.Property[GdprAnnotationNames.BlindIndexOf]!)!;
        return column.Entry!.GetCurrentValue(source) is { } value
            && !session.HasNoTags(column.Entry, indexed.Mark.Group)
            && !session.IsEmptied(column.Entry, source.Name)
            && !RemovedRow.IsPartOfOne(column.Entry)
            && session.FindIndexRoot(column.Property, indexed) is { } root
            ? indexed.Tag(value, root)
            : null;
    }
}
