using System.Collections.Concurrent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class CertificateWarningTests
{
    [Fact]
    public async Task An_application_with_a_development_key_works_and_is_warned_once()
    {
        using var file = new SqliteFile();
        using var log = new RecordingProvider();
        var folder = Directory.CreateTempSubdirectory("gdpr-development-");
        try
        {
            await using var services = Build(file, log, gdpr => gdpr.UseDevelopmentKey(Path.Combine(folder.FullName, "key.pfx"), _ => "Development"));

            for (var i = 0; i < 3; i++)
                Assert.Equal(i + 1, await AddAndCountAsync(services));

            Assert.Equal(["Warning 1000"], log.Lines);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_application_with_certificates_is_not_warned()
    {
        using var file = new SqliteFile();
        using var log = new RecordingProvider();
        await using var services = Build(
            file, log, gdpr => gdpr.UseCertificate(TestCertificates.KeyEncryption).UseSigningCertificate(TestCertificates.Signing));

        Assert.Equal(1, await AddAndCountAsync(services));

        Assert.Empty(log.Lines);
    }

    private static ServiceProvider Build(SqliteFile file, ILoggerProvider log, Action<GdprToolkitBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddGdprToolkit(configure);
        services.AddDbContext<NotesContext>(context => context.AmongMany().UseSqlite(file.ConnectionString).UseGdprToolkit());
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static async Task<int> AddAndCountAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
        await context.Database.EnsureCreatedAsync();
        context.Add(new Person { Name = "Ada" });
        await context.SaveChangesAsync();
        return await context.People.CountAsync(person => person.Name == "Ada");
    }

    private sealed class RecordingProvider : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, _lines);

        public void Dispose()
        {
        }

        private sealed class Recorder(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
                => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (category.StartsWith("Gdpr.Toolkit", StringComparison.Ordinal))
                    lines.Enqueue($"{logLevel} {eventId.Id}");
            }
        }
    }
}
