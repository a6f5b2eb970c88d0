using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>What every key encryption key has to do, the library's own and one that stands for a key management service.</summary>
public class KeyEncryptionKeyContractTests
{
    public enum Provider
    {
        OneCertificate,
        TwoRecipients,
        ExpiredCertificate,
        DevelopmentKey,
        KeyManagementService,
        ServiceAfterCertificate,
    }

    public static TheoryData<Provider> Providers => [.. Enum.GetValues<Provider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_was_wrapped_comes_back(Provider provider)
    {
        var kek = Create(provider);
        foreach (var length in new[] { 1, 32, 65, 97, 128 })
        {
            var key = RandomNumberGenerator.GetBytes(length);

            Assert.Equal(key, await kek.UnwrapAsync(await kek.WrapAsync(key, default), default));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_envelope_holds_nothing_of_the_key_and_is_another_one_each_time(Provider provider)
    {
        var kek = Create(provider);
        var key = RandomNumberGenerator.GetBytes(32);

        var envelope = await kek.WrapAsync(key, default);

        Assert.Equal(-1, envelope.AsSpan().IndexOf(key.AsSpan(0, 8)));
        Assert.NotEqual(envelope, await kek.WrapAsync(key, default));
        Assert.InRange(envelope.Length, 1, 65_536);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_key_it_is_given_stays_as_it_is_and_the_result_is_the_callers_own(Provider provider)
    {
        var kek = Create(provider);
        var key = RandomNumberGenerator.GetBytes(32);
        var envelope = await kek.WrapAsync(key, default);

        var first = await kek.UnwrapAsync(envelope, default);
        CryptographicOperations.ZeroMemory(first);

        Assert.Equal(key, await kek.UnwrapAsync(envelope, default));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_envelope_of_another_key_is_a_cryptographic_failure(Provider provider)
    {
        var foreign = await new CertificateKeyEncryptionKey(TestCertificates.WithoutKeyIdentifier).WrapAsync(new byte[32], default);

        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await Create(provider).UnwrapAsync(foreign, default));
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await Create(provider).UnwrapAsync(new byte[300], default));
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await Create(provider).UnwrapAsync(Array.Empty<byte>(), default));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Many_threads_may_use_it_at_once(Provider provider)
    {
        var kek = Create(provider);
        var key = RandomNumberGenerator.GetBytes(32);
        var envelope = await kek.WrapAsync(key, default);

        var opened = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await kek.UnwrapAsync(envelope, default))));

        Assert.All(opened, result => Assert.Equal(key, result));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_store_under_it_is_made_and_opened(Provider provider)
    {
        var factory = TestKeys.Factory(Create(provider));
        var rows = await factory.CreateAsync(default);

        using var realm = await factory.OpenAsync(rows, default);

        Assert.Equal(1, realm.Epoch);
    }

    [Fact]
    public async Task A_renewed_certificate_opens_what_was_wrapped_for_both_and_wraps_for_itself_alone_later()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var both = new CertificateKeyEncryptionKey(TestCertificates.RenewedKek, TestCertificates.Kek);
        var before = await new CertificateKeyEncryptionKey(TestCertificates.Kek).WrapAsync(key, default);
        var during = await both.WrapAsync(await both.UnwrapAsync(before, default), default);
        var renewed = new CertificateKeyEncryptionKey(TestCertificates.RenewedKek);

        Assert.Equal(key, await renewed.UnwrapAsync(during, default));
        var after = await renewed.WrapAsync(await renewed.UnwrapAsync(during, default), default);
        await Assert.ThrowsAnyAsync<CryptographicException>(
            async () => await new CertificateKeyEncryptionKey(TestCertificates.Kek).UnwrapAsync(after, default));
    }

    [Fact]
    public async Task A_service_in_the_place_of_a_certificate_opens_what_the_certificate_wrapped_and_wraps_by_itself()
    {
        var certificate = new CertificateKeyEncryptionKey(TestCertificates.Kek);
        var service = new FakeKeyManagementService();
        var both = new FallbackKeyEncryptionKey(service, certificate);

        Assert.Equal([7], await both.UnwrapAsync(await certificate.WrapAsync(new byte[] { 7 }, default), default));
        Assert.Equal([8], await service.UnwrapAsync(await both.WrapAsync(new byte[] { 8 }, default), default));
    }

    [Fact]
    public async Task An_outage_is_passed_on_and_the_next_use_tries_again()
    {
        var service = new FakeKeyManagementService();
        var factory = TestKeys.Factory(service);
        var rows = await factory.CreateAsync(default);
        service.Outages = 1;

        await Assert.ThrowsAsync<TimeoutException>(async () => await factory.OpenAsync(rows, default));
        using var realm = await factory.OpenAsync(rows, default);

        Assert.Equal(1, realm.Epoch);
    }

    [Fact]
    public async Task A_call_that_takes_long_can_be_cancelled()
    {
        var service = new FakeKeyManagementService();
        var rows = await TestKeys.Factory(service).CreateAsync(default);
        service.Delay = TimeSpan.FromMinutes(5);
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await TestKeys.Factory(service).OpenAsync(rows, cancelled.Token));
    }

    [Fact]
    public void Waiting_synchronously_ends_also_where_continuations_come_back_to_the_thread_that_waits()
    {
        var service = new FakeKeyManagementService { ComesBack = true };
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new NeverRunning());
        try
        {
            var envelope = Blocking.Wait(() => service.WrapAsync(new byte[] { 7 }, default));

            Assert.Equal([7], Blocking.Wait(() => service.UnwrapAsync(envelope, default)));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    private static IKeyEncryptionKey Create(Provider provider) => provider switch
    {
        Provider.OneCertificate => new CertificateKeyEncryptionKey(TestCertificates.Kek),
        Provider.TwoRecipients => new CertificateKeyEncryptionKey(TestCertificates.Kek, TestCertificates.PublicOnly(TestCertificates.RenewedKek)),
        Provider.ExpiredCertificate => new CertificateKeyEncryptionKey(Expired.Value),
        Provider.DevelopmentKey => new CertificateKeyEncryptionKey(Development.Value),
        Provider.KeyManagementService => Service,
        _ => new FallbackKeyEncryptionKey(Service, new CertificateKeyEncryptionKey(TestCertificates.Kek)),
    };

    private static FakeKeyManagementService Service { get; } = new();

    private static Lazy<X509Certificate2> Expired { get; } = new(() =>
    {
        using var key = RSA.Create(3072);
        return new CertificateRequest("CN=expired", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2011, 1, 1, 0, 0, 0, TimeSpan.Zero));
    });

    private static Lazy<X509Certificate2> Development { get; } = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("gdpr-development-key");
        try
        {
            return DevelopmentKey.LoadOrCreate(Path.Combine(folder.FullName, "development.pfx"), _ => "Development");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    private sealed class NeverRunning : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
