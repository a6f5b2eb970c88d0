using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Builds one model per runtime, because its converters hold the runtime's keys.</summary>
internal sealed class GdprModelCacheKeyFactory(IModelCacheKeyFactory inner) : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime)
        => (inner.Create(context, designTime), GdprRuntime.Of(context.GetService<IDbContextOptions>()));
}
