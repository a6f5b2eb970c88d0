using System.ComponentModel.DataAnnotations;
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

    /// <summary>Reads all encrypted values of a context's model, and looks whether each is what the library saved for the person its row belongs to.</summary>
    /// <remarks>
    /// <para>For every value of every table: is its key there, and that of the row's person (found over the foreign keys, however many there
    /// are between); does it open; does its blind index belong to it? Nothing is changed, and nothing that was opened is kept. Query filters
    /// do not apply.</para>
    /// <para>It reads past EF Core in pages by the primary key, in order, and holds one page in memory. Rows that others change meanwhile
    /// are read before or after. <b>Not noticed</b> are values of one person that were exchanged in one column, and older values brought back.</para>
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>. Keys are looked up with it, so it is not free for other work meanwhile.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <param name="progress">Is told after every page.</param>
    /// <param name="cancellationToken">Cancels between pages.</param>
    /// <returns>What was counted and found. Its text can be logged.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="SubjectKeyMissingException">A key epoch does not open with what is configured.</exception>
    /// <exception cref="ValueTamperedException">A key epoch or a root was changed outside the library.</exception>
    public static Task<IntegrityReport> VerifyIntegrityAsync(
        this DbContext context,
        IntegrityOptions? options = null,
        IProgress<IntegrityProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        options ??= new IntegrityOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        var runtime = GdprRuntime.Of(context.GetService<IDbContextOptions>());
        return new IntegrityScan(context, runtime, options, progress).RunAsync(cancellationToken);
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
