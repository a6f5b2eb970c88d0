using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Keys that come later than they may be used.</summary>
public class SlowKeyStoreTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_key_that_always_comes_too_late_is_an_error_and_no_endless_reading(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Person { Name = "Ada" });
            await scope.Context.SaveChangesAsync();
        }

        await using var slow = host.StartAnother(options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HurryingTime()));
            gdpr.ConfigureKeyCache(cache => cache.LeaseDuration = TimeSpan.FromSeconds(1));
        });
        await using var reading = slow.NewScope();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => reading.Context.People.SingleAsync().WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Contains("LeaseDuration", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Two seconds are over whenever somebody asks.</summary>
    private sealed class HurryingTime : TimeProvider
    {
        private long _timestamp;

        public override long GetTimestamp() => Interlocked.Add(ref _timestamp, 2 * TimestampFrequency);
    }
}
