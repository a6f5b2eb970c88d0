using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Keeps compiled queries apart that read the tags of different index roots.</summary>
internal sealed class IndexCacheKeyGenerator(ICompiledQueryCacheKeyGenerator inner, SubjectKeyring keyring) : ICompiledQueryCacheKeyGenerator
{
    public object GenerateCacheKey(Expression query, bool async)
    {
        var key = inner.GenerateCacheKey(query, async);
        return keyring.Runtime.Options.PreparesIndexRotation ? new IndexCacheKey(keyring.Tags.Version(), key) : key;
    }

    private sealed record IndexCacheKey(int Version, object Inner);
}
