using System.Text.Json;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Has the database compare keys with what is known of them, so that those that are unchanged need not be read.</summary>
/// <remarks>
/// It compares what is compared of a row that was read: all that is not the key itself or how it is wrapped. A key that is missing, or that a newer
/// one has come beside, counts as changed.
/// </remarks>
internal sealed class KeyComparison(KeyTablesContext tables)
{
    private const int ReferenceSize = 32;
    private const int MacSize = 32;
    private const int MacOffset = ReferenceSize + KeyId.Size;
    private const int Size = MacOffset + MacSize;

    private static readonly string[] PlainColumns =
        [nameof(KeyRow.SubjectRef), nameof(KeyRow.Kid), nameof(KeyRow.RowMac), nameof(KeyRow.Version), nameof(KeyRow.Group)];

    private readonly IEntityType _keys = tables.Model.FindEntityType(typeof(KeyRow))!;
    private readonly ISqlGenerationHelper _names = tables.GetService<ISqlGenerationHelper>();

    /// <summary>Gets whether the database can compare: not where the application converts the columns to something else.</summary>
    public bool IsPossible => PlainColumns.All(column => _keys.FindProperty(column)!.GetTypeMapping().Converter is null);

    /// <summary>Selects the places in the list of keys that are not as they are known.</summary>
    public IQueryable<long> Changed(string group, IReadOnlyList<KnownKey> known)
        => tables.Database.ProviderName == DatabaseProviders.Sqlite ? ChangedOnSqlite(group, known) : ChangedElsewhere(group, known);

    private IQueryable<long> ChangedOnSqlite(string group, IReadOnlyList<KnownKey> known)
    {
        var (reference, kid, mac) = ($"substr({{1}}, wanted.key * {Size} + 1, {ReferenceSize})",
            $"substr({{1}}, wanted.key * {Size} + {ReferenceSize + 1}, {KeyId.Size})",
            $"substr({{1}}, wanted.key * {Size} + {MacOffset + 1}, {MacSize})");
        return tables.Database.SqlQueryRaw<long>(
            Differing("wanted.key", "json_each({0}) AS wanted", reference, kid, mac, "wanted.value", "IS NOT", "{2}", "{3}"),
            JsonSerializer.Serialize(known.Select(key => key.Version)),
            Concatenate(known),
            group,
            Active());
    }

    private IQueryable<long> ChangedElsewhere(string group, IReadOnlyList<KnownKey> known)
        => tables.Database.SqlQueryRaw<long>(
            Differing(
                "wanted.key - 1",
                "unnest({0}, {1}, {2}, {3}) WITH ORDINALITY AS wanted(subject, kid, mac, version, key)",
                "wanted.subject", "wanted.kid", "wanted.mac", "wanted.version", "IS DISTINCT FROM", "{4}", "{5}"),
            known.Select(key => key.SubjectRef).ToArray(),
            known.Select(key => key.Kid.ToByteArray()).ToArray(),
            known.Select(key => key.Mac).ToArray(),
            known.Select(key => key.Version).ToArray(),
            group,
            Active());

    private string Differing(
        string place, string wanted, string reference, string kid, string mac, string version, string differs, string group, string active)
        => $"SELECT {place} AS \"Value\" FROM {wanted} LEFT JOIN {_names.DelimitIdentifier(_keys.GetTableName()!, _keys.GetSchema())} AS k "
            + $"ON {Column(nameof(KeyRow.SubjectRef))} = {reference} "
            + $"AND {Column(nameof(KeyRow.Group))} = {group} AND {Column(nameof(KeyRow.Version))} >= {version} "
            + $"WHERE {Column(nameof(KeyRow.Kid))} {differs} {kid} OR {Column(nameof(KeyRow.RowMac))} {differs} {mac} "
            + $"OR {Column(nameof(KeyRow.Version))} {differs} {version} OR {Column(nameof(KeyRow.State))} {differs} {active}";

    private string Column(string property) => "k." + _names.DelimitIdentifier(_keys.FindProperty(property)!.GetColumnName());

    private object Active() => _keys.FindProperty(nameof(KeyRow.State))!.GetTypeMapping().Converter!.ConvertToProvider(KeyState.Active)!;

    private static byte[] Concatenate(IReadOnlyList<KnownKey> known)
    {
        var bytes = new byte[known.Count * Size];
        for (var index = 0; index < known.Count; index++)
        {
            var key = bytes.AsSpan(index * Size, Size);
            known[index].SubjectRef.CopyTo(key);
            known[index].Kid.CopyTo(key[ReferenceSize..]);
            known[index].Mac.CopyTo(key[MacOffset..]);
        }

        return bytes;
    }
}
