using System.ComponentModel.DataAnnotations;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Telemetry;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;

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
    /// are read before or after. <b>Not noticed</b> are values of one person that were exchanged in one column, and older values brought back.
    /// <b>Not read</b> are values within JSON documents.</para>
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
        var scan = new IntegrityScan(context, runtime, options, progress);
        return GdprActivities.TraceAsync(
            GdprActivities.Verification, counter: null, () => scan.RunAsync(cancellationToken), report => report.IsIntact);
    }

    /// <summary>Moves a row to another person, and encrypts its values, and those of the rows that hang on it, anew for them.</summary>
    /// <remarks>
    /// <para>For an order that was booked on the wrong customer, or for one of two records of the same person. <c>SaveChanges</c> refuses to do
    /// so, because it would happen by mistake. All rows are read and written in one transaction; blind indexes stay. Query filters do not apply.
    /// Event 1030 of the log says that it happened, and the reason.</para>
    /// <para>Afterwards the context tracks nothing: read again what you go on working with.</para>
    /// <para>What was handed out or exported before stays with who has it.</para>
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>, without unsaved changes and without an open transaction.</param>
    /// <param name="row">The row, as the context has read it, or any object with its key. It refers to its person by a foreign key of its own.</param>
    /// <param name="newSubject">The person to whom it shall belong, of the same kind.</param>
    /// <param name="reason">Why. It is logged: no personal data.</param>
    /// <param name="cancellationToken">Cancels before the commit; nothing is changed then.</param>
    /// <returns>How many rows with encrypted values were encrypted anew.</returns>
    /// <exception cref="ArgumentException">There is no reason, or the person is of another kind.</exception>
    /// <exception cref="InvalidOperationException">The context has unsaved changes or an open transaction; or the row, or the person, is not there; or the row holds nothing that is encrypted.</exception>
    /// <exception cref="NotSupportedException">The row is a person, refers to one over other rows, or by its primary key. The message names the way out.</exception>
    /// <exception cref="SubjectKeyDestroyedException">The new person was erased, or a value of the row cannot be read any more.</exception>
    /// <exception cref="WrongSubjectException">A value of one of the rows is somebody else's already. Nothing was changed.</exception>
    public static async Task<int> ReassignAsync(
        this DbContext context, object row, DataSubject newSubject, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(newSubject);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        OwnTransaction.RequireQuiet(context);
        var entry = context.Entry(row);
        var entityType = (IEntityType)entry.Metadata;
        var key = entityType.FindPrimaryKey()!.Properties.Select(property => entry.Property(property).CurrentValue!).ToList();
        var reassignment = new Reassignment(context, entityType, key, Person.In(context, newSubject));
        var rows = await GdprActivities.TraceAsync(
            GdprActivities.Reassignment, counter: null, () => reassignment.RunAsync(cancellationToken), _ => true).ConfigureAwait(false);
        ReassignmentLog.Reassigned(context.GetService<ILoggerFactory>().CreateLogger<Reassignment>(), entityType.DisplayName(), rows, reason);
        return rows;
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
