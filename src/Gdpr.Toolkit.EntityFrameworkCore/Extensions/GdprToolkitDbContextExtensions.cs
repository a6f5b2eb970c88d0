using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>What a context with Gdpr.Toolkit can tell about its model.</summary>
public static class GdprToolkitDbContextExtensions
{
    /// <summary>Gets what the context's model holds about people.</summary>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>.</param>
    /// <returns>The map, computed once per model.</returns>
    /// <exception cref="InvalidOperationException">The model's personal data is not described completely; the message lists what is missing.</exception>
    public static PersonalDataMap GetPersonalDataMap(this DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return PersonalDataMap.Of(context.Model);
    }

    /// <summary>Makes the retention plan of the context's model: for every entity and kind of data, for what, on which basis, how long, by which law (GDPR Art. 30(1)(f)).</summary>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>.</param>
    /// <returns>The plan, which prints itself in Swedish and English.</returns>
    /// <exception cref="InvalidOperationException">The model's personal data is not described completely; the message lists what is missing.</exception>
    public static RetentionPlan GetRetentionPlan(this DbContext context)
    {
        var map = GetPersonalDataMap(context);
        return new RetentionPlan(RetentionPlanLines.Of(map, GdprRuntime.Of(context.GetService<IDbContextOptions>()).Purposes));
    }
}
