using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A property in plaintext, and the encrypted one that takes its place.</summary>
internal sealed record PlaintextColumn(IEntityType EntityType, IProperty Plain, IProperty Sealed)
{
    public static IEnumerable<PlaintextColumn> In(IModel model)
        => model.GetEntityTypes().SelectMany(type => EntityProtection.Of(type).Migrations
            .Where(migration => migration.Sealed.DeclaringType == type)
            .Select(migration => new PlaintextColumn(type, migration.Plain, migration.Sealed)));
}
