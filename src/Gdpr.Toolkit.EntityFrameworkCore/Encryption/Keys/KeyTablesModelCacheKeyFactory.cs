using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Keeps one key-table model per application model.</summary>
internal sealed class KeyTablesModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime)
        => (typeof(KeyTablesContext), ((KeyTablesContext)context).ApplicationModel, designTime);
}
