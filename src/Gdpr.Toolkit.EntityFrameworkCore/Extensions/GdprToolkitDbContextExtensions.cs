using Gdpr.Toolkit.Model;

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
}
