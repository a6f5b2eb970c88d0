using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Keys in the memory of a test, for one database; gone when the services are disposed.</summary>
internal sealed class InMemoryKeyStore : IKeyStore
{
    private readonly InMemoryKeyRows _rows = new();

    public bool IsInApplicationDatabase => false;

    public TimeSpan LongestUse(TimeSpan leaseDuration) => TimeSpan.Zero;

    public object IdentityFor(DbContext context) => this;

    public IKeyStoreSession Open(DbContext context) => Open();

    public IKeyStoreSession OpenForLookUp(DbContext context) => Open();

    public IKeyStoreSession Open() => new InMemoryKeyStoreSession(_rows);
}
