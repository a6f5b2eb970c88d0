using Gdpr.Toolkit;
using Gdpr.Toolkit.Encryption;
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

    /// <summary>Loads the keys of people before their rows are read, so that reading them looks up none.</summary>
    /// <remarks>
    /// Reading people in the order in which they were saved does not need it: keys are read ahead then. Scattered people
    /// cost a look-up each without it, and one for every thousand with it. Keys stay as long as <see cref="Gdpr.Toolkit.KeyCacheOptions"/>
    /// says, at most <see cref="Gdpr.Toolkit.KeyCacheOptions.Capacity"/> of them. People without a key, or whose key is destroyed, are passed over.
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>.</param>
    /// <param name="subjects">The people, by the keys of their rows.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A task that ends when the keys are in memory.</returns>
    /// <exception cref="InvalidOperationException">One of them is no data subject of the context's model, or its key has other types.</exception>
    public static Task PreloadKeysAsync(this DbContext context, IEnumerable<DataSubject> subjects, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(subjects);
        var people = subjects.Select(subject => Person.In(context, subject)).ToList();
        return context.GetService<SubjectKeyring>().PreloadAsync(people, cancellationToken);
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

    /// <summary>Lets SQL of the application write to tables with personal data, until the scope is disposed.</summary>
    /// <remarks>
    /// <c>ExecuteSql</c>, <c>SqlQuery</c> and <c>FromSql</c> are refused where they name such a table in INSERT, UPDATE, DELETE, MERGE,
    /// TRUNCATE or COPY, because they pass by encryption, blind indexes, soft-erasure and keys. In the scope that is yours to get right. Every
    /// command that is let through is logged as a warning (event 1020) with the reason and the table, without the SQL. Scopes nest and belong
    /// to this context alone; like the context, they are for one thread at a time. Returning a pooled context ends them.
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>.</param>
    /// <param name="reason">Why this is right, for the log. No personal data.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public static IDisposable AllowRawSql(this DbContext context, string reason)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return context.GetService<RawSqlScopes>().Open(reason);
    }
}
