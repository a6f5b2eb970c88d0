using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A column of a statement.</summary>
/// <param name="Sql">The expression that gives it.</param>
/// <param name="Property">The property whose value it is; null to read it as the database gives it.</param>
internal sealed record SelectedColumn(string Sql, IProperty? Property)
{
    private static readonly MethodInfo Typed = typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetFieldValue))!;

    private static readonly ConcurrentDictionary<Type, Func<DbDataReader, int, object>> Readers = new();

    public object? Read(DbDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
        {
            return null;
        }

        if (Property is null)
        {
            return reader.GetValue(ordinal);
        }

        var mapping = Property.GetRelationalTypeMapping();
        var stored = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        var value = Readers.GetOrAdd(Nullable.GetUnderlyingType(stored) ?? stored, CreateReader)(reader, ordinal);
        return mapping.Converter is { } converter ? converter.ConvertFromProvider(value) : value;
    }

    private static Func<DbDataReader, int, object> CreateReader(Type type)
    {
        var method = Typed.MakeGenericMethod(type);
        return (reader, ordinal) => method.Invoke(reader, [ordinal])!;
    }
}
