using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>A database with its keys and its ledger, on which something is carried out by a process that is killed meanwhile.</summary>
/// <param name="Work">What is carried out.</param>
/// <param name="Number">Its number among those of the process.</param>
/// <param name="Database">The kind of database.</param>
/// <param name="ConnectionString">Where the data is.</param>
/// <param name="KeyConnectionString">Where the keys are, if they have a database of their own.</param>
/// <param name="Original">What the database was copied from, and so a backup of it.</param>
/// <param name="Ledger">The path of the ledger.</param>
/// <param name="LastStep">The step at which it stops and waits to be killed; 0 for none.</param>
/// <param name="CountsCommands">Whether commands are steps, beside what is written.</param>
internal sealed record Trial(
    string Work,
    int Number,
    TestDatabase Database,
    string ConnectionString,
    string? KeyConnectionString,
    string Original,
    string Ledger,
    int LastStep,
    bool CountsCommands)
{
    /// <summary>Gets the file of the ids of certificates that were kept.</summary>
    public string Certificates => Ledger + ".certificates";

    /// <summary>Starts the application, as a process that is to be killed.</summary>
    public TestHost<TContext> Attach<TContext>(DeadlySteps steps, Action<TestHostOptions>? configure = null)
        where TContext : DbContext
        => TestHost<TContext>.Attach(Database, ConnectionString, KeyConnectionString, options =>
        {
            configure?.Invoke(options);
            options.ConfigureToolkit += gdpr =>
            {
                gdpr.KeepErasureCertificates((_, certificate, _) => KeepAsync(certificate));
                gdpr.UseErasureLedger(new DeadlyLedger(Tests.Erasure.Ledger.LedgerFolder.Open(Ledger), steps));
                DeadlyKeyStore.Decorate(gdpr.Services, KeyConnectionString is not null, steps);
            };
            options.ConfigureContext = context => context.AddInterceptors(
                CountsCommands ? [new DeadlyTransactions(steps), new DeadlyCommands(steps)] : [new DeadlyTransactions(steps)]);
        });

    /// <summary>Starts the application.</summary>
    public TestHost<TContext> Attach<TContext>(Action<TestHostOptions>? configure = null)
        where TContext : DbContext
        => TestHost<TContext>.Attach(Database, ConnectionString, KeyConnectionString, options => Configure(options, configure));

    /// <summary>Starts the application on the backup.</summary>
    public TestHost<TContext> Restore<TContext>(Action<TestHostOptions>? configure = null)
        where TContext : DbContext
        => TestHost<TContext>.Attach(Database, Original, KeyConnectionString, options => Configure(options, configure));

    private void Configure(TestHostOptions options, Action<TestHostOptions>? configure)
    {
        configure?.Invoke(options);
        options.ConfigureToolkit += gdpr => gdpr.UseErasureLedgerFile(Ledger).KeepErasureCertificates((_, certificate, _) => KeepAsync(certificate));
    }

    private Task KeepAsync(ErasureCertificate certificate)
    {
        Assert.True(certificate.IsComplete);
        return File.AppendAllTextAsync(Certificates, certificate.Id + "\n");
    }
}
