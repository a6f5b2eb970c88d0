using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Builds one model per runtime, because its converters hold the runtime's keys; and one for those that log values, which may be refused.</summary>
internal sealed class GdprModelCacheKeyFactory(IModelCacheKeyFactory inner) : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime)
    {
        var options = context.GetService<IDbContextOptions>();
        return (inner.Create(context, designTime), GdprRuntime.Of(options), SensitiveLoggingConvention.IsOn(options));
    }
}
