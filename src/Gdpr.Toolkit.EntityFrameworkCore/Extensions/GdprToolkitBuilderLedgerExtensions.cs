using Gdpr.Toolkit;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures where Gdpr.Toolkit records erasures outside of the application's database.</summary>
public static class GdprToolkitBuilderLedgerExtensions
{
    /// <summary>Records erasures in a database of its own, so that a restored backup of the application's database is noticed and refused.</summary>
    /// <remarks>
    /// For applications on several machines; one machine can use <c>UseErasureLedgerFile</c>. <see cref="IErasureLedgerDatabase"/> makes
    /// its table. Back it up apart from the application's database, and never restore both together. The bookkeeping table
    /// <c>GdprLedgerPositions</c> comes with the application's model: add a migration.
    /// </remarks>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <param name="configure">Names the database, such as <c>options.UseNpgsql(…)</c>. SQLite (a file) and PostgreSQL.</param>
    /// <returns>The same builder.</returns>
    public static GdprToolkitBuilder UseErasureLedgerDatabase(this GdprToolkitBuilder builder, Action<DbContextOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var ledger = new ErasureLedgerDatabase(configure);
        builder.Services.Replace(ServiceDescriptor.Singleton<IErasureLedgerDatabase>(ledger));
        return builder.UseErasureLedger(ledger);
    }

    /// <summary>Completes interrupted erasures and replays missing ones while the host starts, before it serves anybody.</summary>
    /// <remarks>
    /// Where nothing is missing it takes one look at ledger and database, whose migrations have to be applied by then. A start that cannot bring both together throws: the
    /// application would refuse personal data anyway. The certificates of those who are erased again go where
    /// <see cref="GdprToolkitBuilder.KeepErasureCertificates"/> says, without which the host does not start. It needs a host (<c>IHost</c>, as in ASP.NET Core and worker services).
    /// </remarks>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <returns>The same builder. The host's start throws <see cref="ErasureLedgerException"/>.</returns>
    public static GdprToolkitBuilder ReplayErasuresOnStart(this GdprToolkitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ReplayOnStart>());
        return builder;
    }
}
