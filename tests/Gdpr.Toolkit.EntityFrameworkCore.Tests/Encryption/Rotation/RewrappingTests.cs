using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>Certificates and other key encryption keys are renewed by wrapping the epochs again.</summary>
public class RewrappingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_renewed_certificate_takes_over_in_two_steps(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await host.RotateCompletelyAsync();
        await using (var both = host.StartAnother(gdpr => gdpr.UseCertificate(TestCertificates.Other, TestCertificates.KeyEncryption)))
        {
            Assert.Equal(2, await RewrapAsync(both));
        }

        Assert.Equal(5, (await host.ReadAfreshAsync()).Count);
        await using (var renewed = host.StartAnother(gdpr => gdpr.UseCertificate(TestCertificates.Other)))
        {
            Assert.Equal(5, (await RotationHost.ReadAsync(renewed)).Count);
            Assert.Equal(2, await RewrapAsync(renewed));
        }

        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => host.ReadAfreshAsync());
        Assert.Equal(5, (await host.ReadAfreshAsync(gdpr => gdpr.UseCertificate(TestCertificates.Other))).Count);
    }

    [Theory]
    [OnSqlite]
    public async Task A_renewed_signing_certificate_signs_every_epoch_so_that_the_earlier_one_can_go(TestDatabase database)
    {
        await using var host = await RotationHost.StartAsync(database);
        await host.RotateCompletelyAsync();
        await using (var both = host.StartAnother(gdpr => gdpr.UseSigningCertificate(TestCertificates.Other, TestCertificates.Signing)))
        {
            await RewrapAsync(both);
        }

        await using var renewed = host.Host.StartAnother(options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.UseEpochSecretFile(host.SecretFile);
            gdpr.UseSigningCertificate(TestCertificates.Other);
        });
        Assert.Equal(5, (await RotationHost.ReadAsync(renewed)).Count);
        await Assert.ThrowsAsync<ValueTamperedException>(() => host.ReadAfreshAsync());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    public async Task A_key_management_service_takes_over_from_a_certificate(TestDatabase database, bool synchronously)
    {
        var service = new SlowService();
        await using var host = await RotationHost.StartAsync(database);
        await using (var both = host.StartAnother(gdpr => gdpr.UseKeyEncryptionKey(service)))
        {
            Assert.Equal(1, await RewrapAsync(both));
        }

        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => host.ReadAfreshAsync());
        service.Unwraps = 0;
        await using var alone = host.StartAnother(gdpr => gdpr.UseKeyEncryptionKey(service));
        var counts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            await using var scope = alone.NewScope();
            return synchronously ? scope.Context.People.ToList().Count : (await scope.Context.People.ToListAsync()).Count;
        })));
        Assert.All(counts, count => Assert.Equal(5, count));
        Assert.Equal(1, service.Unwraps);
        await using var writing = alone.NewScope();
        writing.Context.Add(new Person { Name = "Eve" });
        _ = synchronously ? writing.Context.SaveChanges() : await writing.Context.SaveChangesAsync();
    }

    [Fact]
    public async Task A_key_of_ones_own_needs_a_certificate_that_signs()
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => gdpr.UseKeyEncryptionKey(new SlowService()));
        services.AddDbContext<NotesContext>(options => options.AmongMany().UseSqlite("Data Source=:memory:").UseGdprToolkit());
        await using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();

        var error = Assert.Throws<InvalidOperationException>(
            () => scope.ServiceProvider.GetRequiredService<Gdpr.Toolkit.Infrastructure.Internal.GdprRuntime>());

        Assert.Contains("UseSigningCertificate", error.Message, StringComparison.Ordinal);
    }

    private static async Task<int> RewrapAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        return await host.Services.GetRequiredService<IKeyRotation>().RewrapEpochsAsync(scope.Context);
    }

    /// <summary>Wraps by keeping what it is given, and answers late.</summary>
    private sealed class SlowService : IKeyEncryptionKey
    {
        private readonly Dictionary<Guid, byte[]> _keys = [];

        public int Unwraps { get; set; }

        public async ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
        {
            await Task.Delay(5, cancellationToken);
            var id = Guid.NewGuid();
            _keys.Add(id, key.ToArray());
            return id.ToByteArray();
        }

        public async ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
        {
            await Task.Delay(20, cancellationToken);
            Unwraps++;
            return envelope.Length == 16 && _keys.TryGetValue(new Guid(envelope.Span), out var key)
                ? [.. key]
                : throw new System.Security.Cryptography.CryptographicException("Not wrapped here.");
        }
    }
}
