using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Testing.Tests;

/// <summary>An application with one guest, made with nothing but what the package gives.</summary>
public sealed class GuestBook : IAsyncDisposable
{
    public const string Name = "Grace Hopper";
    public const string Nickname = "amazing-grace";

    private readonly ServiceProvider _services;

    private GuestBook(Action<DbContextOptionsBuilder> useDatabase)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTimeProvider(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero)));
        services.AddGdprToolkit(gdpr => gdpr
            .UseCertificate(TestCertificate.CreateKeyEncryption())
            .UseSigningCertificate(TestCertificate.CreateSigning())
            .Purpose("visits", purpose => purpose.On(LegalBasis.Consent)));
        services.AddDbContext<GuestContext>(options =>
        {
            useDatabase(options);
            options.UseGdprToolkit();
        });
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public DataSubject Guest { get; private set; } = null!;

    public static async Task<GuestBook> OpenAsync(Action<DbContextOptionsBuilder> useDatabase)
    {
        var book = new GuestBook(useDatabase);
        await book.UseAsync(async context =>
        {
            await context.Database.EnsureCreatedAsync();
            var guest = new Guest { Name = Name, Nickname = Nickname };
            context.Add(guest);
            await context.SaveChangesAsync();
            book.Guest = DataSubject.Of<Guest>(guest.Id);
        });
        return book;
    }

    public async Task UseAsync(Func<GuestContext, Task> use)
    {
        await using var scope = _services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<GuestContext>());
    }

    public async Task EraseAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var erasure = scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>();
        await erasure.EraseAsync(await erasure.PlanAsync(Guest));
    }

    public Task AssertForgottenAsync(params string[] values)
        => UseAsync(context => SubjectAssert.ForgottenAsync(context, Guest, values));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
