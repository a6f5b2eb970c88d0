using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Snippets.QuickStart;
using Gdpr.Toolkit.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Tests;

/// <summary>Runs the code of the page about consent as it stands there.</summary>
public sealed class ChoosingTests : IAsyncDisposable
{
    private readonly SqliteFile _file = new();
    private readonly ServiceProvider _services;

    public ChoosingTests()
    {
        var services = new ServiceCollection();
        ShopServices.Add(services, TestCertificates.Other, _file.ConnectionString);
        Choosing.Register(services);
        services.AddScoped<Choosing>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    [Fact]
    public async Task What_people_choose_is_recorded_and_asked_for()
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ShopContext>().Database.EnsureCreatedAsync();
        var choosing = scope.ServiceProvider.GetRequiredService<Choosing>();
        var guard = scope.ServiceProvider.GetRequiredService<IProcessingGuard>();
        var customer = new Customer { Name = "Ada Lovelace", Email = "ada@example.org" };
        var sent = new List<string>();

        await choosing.SignUpAsync(customer, Guid.NewGuid(), CancellationToken.None);
        var ada = DataSubject.Of<Customer>(customer.Id);
        await choosing.SendAsync(customer, Send);
        await choosing.UnsubscribeAsync(customer);
        await choosing.SendAsync(customer, Send);
        await choosing.ObjectAsync(ada, "Leave me alone.");
        await choosing.RestrictAsync(ada, DateTimeOffset.UtcNow.AddDays(-1));

        Assert.Equal(["ada@example.org"], sent);
        Assert.True(await guard.CanProcessAsync(ada, "survey"));
        Assert.False(await guard.CanProcessAsync(ada, "fraud-prevention"));
        Assert.Equal(["bob@example.org"], await choosing.ImportAsync(["ADA@example.org", "bob@example.org"]));

        Task Send(string address)
        {
            sent.Add(address);
            return Task.CompletedTask;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _file.Dispose();
    }
}
