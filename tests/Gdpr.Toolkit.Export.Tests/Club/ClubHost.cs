using System.Text;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Export.Tests.Club;

/// <summary>The club's application on a SQLite database of its own.</summary>
internal sealed class ClubHost : IAsyncDisposable
{
    /// <summary>Two names that a page must show as they are.</summary>
    public const string HostileName = "<script>document.title='run'</script> & \"Åsa\" 'Öberg'";

    /// <inheritdoc cref="HostileName"/>
    public const string RightToLeftName = "ליאור אבישר \u202Eexe.pdf";

    private readonly SqliteFile _file = new();
    private readonly ServiceProvider _services;

    private ClubHost()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(TestCertificates.KeyEncryption);
            gdpr.UseSigningCertificate(TestCertificates.Signing);
            ClubPurposes.Register(gdpr);
            gdpr.Services.AddSingleton<Sources.IPersonalDataSource>(Files);
        });
        services.AddDbContext<ClubContext>(options => options.UseSqlite(_file.ConnectionString).UseGdprToolkit());
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));

    public MemberFiles Files { get; } = new();

    public string DatabasePath => _file.Path;

    public static async Task<ClubHost> StartAsync()
    {
        var host = new ClubHost();
        await host.UseAsync(context => context.Database.EnsureCreatedAsync());
        return host;
    }

    /// <summary>Adds a member with everything, and another with much the same.</summary>
    public async Task<(int Member, int Other)> AddMembersAsync()
    {
        var member = Make(HostileName, "asa@club.example");
        member.Orders.Add(new Order { OrderedOn = new DateOnly(2025, 8, 8), Article = RightToLeftName, Price = 1m });
        var other = Make("Somebody Else", "else@club.example");
        await UseAsync(async context =>
        {
            context.AddRange(member, other);
            context.Add(new Gift { Giver = member, Taker = other, Greeting = "For you!", Thanks = "Thanks of somebody else" });
            await context.SaveChangesAsync();
        });
        Files.Put(member.Id, "letter.txt", "text/plain", Encoding.UTF8.GetBytes("Dear club"));
        Files.Put(member.Id, "page.html", "text/html", Encoding.UTF8.GetBytes("<script>alert(1)</script>"));
        Files.Put(other.Id, "secret.txt", "text/plain", Encoding.UTF8.GetBytes("Secret of somebody else"));
        return (member.Id, other.Id);
    }

    /// <summary>Makes many sign-ins of one: envelopes are bound to person and column, not to rows.</summary>
    public Task AddLoginsAsync(int member, int count) => UseAsync(async context =>
    {
        using var allowed = context.AllowRawSql("many rows for the test");
        await context.Database.ExecuteSqlAsync($"""
        WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {count})
        INSERT INTO Login (MemberId, At, Address)
        SELECT MemberId, datetime('2025-01-01', '+' || n || ' minutes'), Address
        FROM number, (SELECT MemberId, Address FROM Login WHERE MemberId = {member} LIMIT 1)
        """);
    });

    public async Task UseAsync(Func<ClubContext, Task> work)
    {
        await using var scope = _services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<ClubContext>());
    }

    public async Task<TResult> ExportAsync<TResult>(Func<IPersonalDataExport, Task<TResult>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IPersonalDataExport>());
    }

    public async Task EraseAsync(int member)
    {
        await using var scope = _services.CreateAsyncScope();
        var erasure = scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>();
        await erasure.EraseAsync(await erasure.PlanAsync(DataSubject.Of<Member>(member)));
    }

    public async Task<Package> PackAsync(int member, ExportProfile profile = ExportProfile.Access, ExportOptions? options = null)
    {
        using var zip = new MemoryStream();
        var summary = await ExportAsync(export => export.ExportAsync(DataSubject.Of<Member>(member), profile, zip, options));
        return Package.Read(zip.ToArray(), summary);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _file.Dispose();
    }

    private static Member Make(string name, string email) => new()
    {
        Name = name,
        Email = email,
        BornOn = new DateOnly(1979, 2, 28),
        Photo = [0, 255, 13, 10],
        Balance = -12.50m,
        Score = double.PositiveInfinity,
        Wishes = new Wishes { WantsPaper = true, Sports = { "=HYPERLINK(\"http://evil.example\")", "Längdskidor" } },
        Addresses = { new Address { Street = "+46 is no street", Zip = null } },
        Orders =
        {
            new Order { OrderedOn = new DateOnly(2024, 5, 20), Article = "=1+1", Price = 99.50m },
            new Order { OrderedOn = new DateOnly(2025, 1, 2), Article = "'quoted'", Price = -5m },
        },
        Tickets =
        {
            new Ticket
            {
                Subject = "A \"question\",\r\nin two lines",
                Messages =
                {
                    new TicketMessage { Text = $"@{name} asks", WrittenAt = new DateTimeOffset(2026, 1, 1, 8, 30, 0, TimeSpan.FromHours(1)) },
                    new TicketMessage { Text = "What a third person wrote", IsBySomebodyElse = true, WrittenAt = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero) },
                },
            },
        },
        Logins = { new Login { At = new DateTime(2026, 3, 1, 7, 0, 0, DateTimeKind.Utc), Address = "192.0.2.17" } },
    };
}
