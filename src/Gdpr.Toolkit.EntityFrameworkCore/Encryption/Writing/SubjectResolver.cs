using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Follows foreign keys from the entries of a save to the people they belong to, over tracked entries and stored rows.</summary>
internal sealed class SubjectResolver(DbContext context)
{
    private readonly Dictionary<(IForeignKey Hop, RowKey Row), object?[]?> _stored = [];

    public async ValueTask<ResolvedSubject> ResolveAsync(
        IUpdateEntry entry, SubjectPath path, bool async, CancellationToken cancellationToken)
    {
        var kind = path.Subject.DataSubject()!.EffectiveKind;
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
            var key = await FollowStoredAsync(path, index, values, async, cancellationToken).ConfigureAwait(false)
                ?? throw KeyStoreErrors.NoSubject(entry.EntityType, hop);
            return new ResolvedSubject(kind, key, NewPerson: null);
        }

        var properties = current.EntityType.FindPrimaryKey()!.Properties;
        return properties.Any(property => IsUnknown(current, property))
            ? new ResolvedSubject(kind, Key: null, current)
            : new ResolvedSubject(kind, Values(current, properties), NewPerson: null);
    }

    /// <summary>Whether a stored row was given another principal on its way to the person.</summary>
    public static bool IsLinkChanged(IUpdateEntry entry, SubjectPath path)
        => entry.EntityState == EntityState.Modified
            && path.Hops.Count > 0
            && path.Hops[0].Properties.Cast<IProperty>().Any(property => IsChanged(entry, property));

    /// <summary>Whether the row belonged to the same person before.</summary>
    public async ValueTask<bool> WasOfAsync(
        ResolvedSubject subject, IUpdateEntry entry, SubjectPath path, bool async, CancellationToken cancellationToken)
    {
        var values = path.Hops[0].Properties.Select(property => entry.GetOriginalValue((IProperty)property)!).ToArray();
        var before = await FollowStoredAsync(path, index: 0, values, async, cancellationToken).ConfigureAwait(false);
        return subject.Key is not null && before is not null && subject.Key.SequenceEqual(before);
    }

    private static bool IsChanged(IUpdateEntry entry, IProperty property)
        => entry.IsModified(property)
            && entry.GetOriginalValue(property) is { } original
            && !original.Equals(entry.GetCurrentValue(property));

    private static bool IsUnknown(IUpdateEntry entry, IProperty property)
        => entry.EntityState == EntityState.Added && (entry.HasTemporaryValue(property) || entry.IsStoreGenerated(property));

    private static object[]? Values(IUpdateEntry entry, IReadOnlyList<IProperty> properties)
    {
        var values = properties.Select(property => entry.GetCurrentValue(property)).OfType<object>().ToArray();
        return values.Length == properties.Count ? values : null;
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
