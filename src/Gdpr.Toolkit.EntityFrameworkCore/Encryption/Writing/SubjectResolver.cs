using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Follows foreign keys from the entries of a save to the people they belong to, over tracked entries and stored rows.</summary>
internal sealed class SubjectResolver(DbContext context)
{
    private readonly Dictionary<(IForeignKey Hop, RowKey Row), object?[]?> _stored = [];
    private readonly Dictionary<(IForeignKey Hop, RowKey Dependent), object?[]?> _storedLinks = [];

    public async ValueTask<ResolvedSubject> ResolveAsync(
        IUpdateEntry entry, SubjectPath path, bool async, CancellationToken cancellationToken)
    {
        var kind = path.Kind;
        var current = entry;
        for (var index = 0; index < path.Hops.Count; index++)
        {
            var hop = (IForeignKey)path.Hops[index];
            if (TrackedPrincipals.Find(current, hop) is { } principal)
            {
                current = principal;
                continue;
            }

            var values = Values(current, hop.Properties) ?? throw KeyStoreErrors.NoSubject(entry.EntityType, hop);
            await RequireStoredLinkAsync(current, hop, values, async, cancellationToken).ConfigureAwait(false);
            var key = await FollowStoredAsync(path, index, values, async, cancellationToken).ConfigureAwait(false)
                ?? throw KeyStoreErrors.NoSubject(entry.EntityType, hop);
            return new ResolvedSubject(kind, key, NewPerson: null);
        }

        var properties = current.EntityType.FindPrimaryKey()!.Properties;
        return IsUnknown(current, properties)
            ? new ResolvedSubject(kind, Key: null, current)
            : new ResolvedSubject(kind, Values(current, properties), NewPerson: null);
    }

    /// <summary>Whether the first link of a stored row's way to the person is written, be it with the same value.</summary>
    public static bool IsLinkWritten(IUpdateEntry entry, SubjectPath path)
        => path.Hops.Count > 0 && IsLinkWritten(entry, (IForeignKey)path.Hops[0]);

    /// <summary>Whether a row whose link is written belongs to the same person as the stored row.</summary>
    public async ValueTask<bool> StaysAsync(IUpdateEntry entry, SubjectPath path, bool async, CancellationToken cancellationToken)
    {
        var hop = (IForeignKey)path.Hops[0];
        var stored = await ReadLinkAsync(entry, hop, async, cancellationToken).ConfigureAwait(false);
        if (stored is null || stored.Contains(null) || IsSame(hop, stored, [.. hop.Properties.Select(property => entry.GetCurrentValue(property))]))
        {
            return true;
        }

        var before = await FollowStoredAsync(path, index: 0, stored!, async, cancellationToken).ConfigureAwait(false);
        var subject = await ResolveAsync(entry, path, async, cancellationToken).ConfigureAwait(false);
        return subject.Key is not null && before is not null && subject.Key.SequenceEqual(before);
    }

    private static bool IsLinkWritten(IUpdateEntry entry, IForeignKey hop)
        => entry.EntityState == EntityState.Modified && hop.Properties.Any(property => entry.IsModified(property));

    private static bool IsSame(IForeignKey hop, object?[] stored, object?[] current) => hop.Properties
        .Select((property, index) => property.GetKeyValueComparer().Equals(stored[index], current[index]))
        .All(same => same);

    /// <summary>
    /// A row that was attached without having been read can claim any link, the default of its type say. Where the link is
    /// written, it is the truth from now on.
    /// </summary>
    private async ValueTask RequireStoredLinkAsync(
        IUpdateEntry entry, IForeignKey hop, object[] values, bool async, CancellationToken cancellationToken)
    {
        if (entry.EntityState is EntityState.Unchanged or EntityState.Modified
            && !IsLinkWritten(entry, hop)
            && await ReadLinkAsync(entry, hop, async, cancellationToken).ConfigureAwait(false) is { } stored
            && !IsSame(hop, stored, values))
        {
            throw KeyStoreErrors.LinkNotStored(entry.EntityType, hop);
        }
    }

    /// <summary>Reads the foreign key of a stored row; null where there is no such row, or where its key holds the link.</summary>
    private async ValueTask<object?[]?> ReadLinkAsync(
        IUpdateEntry entry, IForeignKey hop, bool async, CancellationToken cancellationToken)
    {
        var key = entry.EntityType.FindPrimaryKey()!.Properties;
        if (entry.EntityType.IsOwned() || hop.Properties.All(key.Contains))
        {
            return null;
        }

        var values = Values(entry, key)!;
        var cacheKey = (hop, new RowKey(values));
        if (!_storedLinks.TryGetValue(cacheKey, out var row))
        {
            var query = StoredRows.Select(context, entry.EntityType, key, values, hop.Properties);
            row = async
                ? await query.SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
                : query.SingleOrDefault();
            _storedLinks[cacheKey] = row;
        }

        return row;
    }

    /// <summary>Whether the database has yet to give a part of a key.</summary>
    private static bool IsUnknown(IUpdateEntry entry, IReadOnlyList<IProperty> properties)
    {
        if (entry.EntityState != EntityState.Added)
        {
            return false;
        }

        for (var index = 0; index < properties.Count; index++)
        {
            if (entry.HasTemporaryValue(properties[index]) || entry.IsStoreGenerated(properties[index]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the values of a key; null where one of them is.</summary>
    private static object[]? Values(IUpdateEntry entry, IReadOnlyList<IProperty> properties)
    {
        var values = new object[properties.Count];
        for (var index = 0; index < values.Length; index++)
        {
            if (entry.GetCurrentValue(properties[index]) is not { } value)
            {
                return null;
            }

            values[index] = value;
        }

        return values;
    }

    /// <summary>From the values of one hop's foreign key, reads the remaining hops and the person's key from the database.</summary>
    private async ValueTask<IReadOnlyList<object>?> FollowStoredAsync(
        SubjectPath path, int index, object[] values, bool async, CancellationToken cancellationToken)
    {
        for (; ; index++)
        {
            var hop = (IForeignKey)path.Hops[index];
            var last = index == path.Hops.Count - 1;
            if (last && hop.PrincipalKey.IsPrimaryKey())
            {
                return values;
            }

            var wanted = last
                ? hop.PrincipalEntityType.FindPrimaryKey()!.Properties
                : ((IForeignKey)path.Hops[index + 1]).Properties;
            var row = await ReadAsync(hop, values, wanted, async, cancellationToken).ConfigureAwait(false);
            if (row is null || row.Contains(null))
            {
                return null;
            }

            values = row!;
            if (last)
            {
                return values;
            }
        }
    }

    private async ValueTask<object?[]?> ReadAsync(
        IForeignKey hop, object[] values, IReadOnlyList<IProperty> wanted, bool async, CancellationToken cancellationToken)
    {
        var cacheKey = (hop, new RowKey(values));
        if (!_stored.TryGetValue(cacheKey, out var row))
        {
            var query = StoredRows.Select(context, hop.PrincipalEntityType, hop.PrincipalKey.Properties, values, wanted);
            row = async
                ? await query.SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
                : query.SingleOrDefault();
            _stored[cacheKey] = row;
        }

        return row;
    }

    private readonly struct RowKey(object[] values) : IEquatable<RowKey>
    {
        private readonly object[] _values = values;

        public bool Equals(RowKey other) => _values.SequenceEqual(other._values);

        public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

        public override int GetHashCode() => _values.Aggregate(0, HashCode.Combine);
    }
}
