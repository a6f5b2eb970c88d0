using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Makes a tombstone of a customer's only key while their rows stay, as a restored backup of the data would have it.</summary>
internal static class Shredding
{
    public static async Task ShredAsync<TContext>(TestHost<TContext> host, int person, bool finished)
        where TContext : DbContext
    {
        await using var scope = host.NewScope();
        var context = scope.Context;
        var runtime = GdprRuntime.Of(context.GetService<IDbContextOptions>());
        var realm = context.GetService<SubjectKeyring>().Realm.Find()!;
        var reference = realm.SubjectReference("", nameof(DataSubjectRole.Customer), CanonicalId.Encode([person]));
        var row = await context.Set<KeyRow>().SingleAsync(key => key.SubjectRef == reference);
        realm.ChangeState(row, KeyState.ShredRequested);
        if (finished)
        {
            realm.ChangeState(row, KeyState.Shredded);
        }

        await context.SaveChangesAsync();
        runtime.Keys.Remove(KeyId.From(row.Kid));
    }

    /// <summary>Makes tombstones of all keys that were replaced by a rotation.</summary>
    public static async Task DestroyReplacedAsync<TContext>(TestHost<TContext> host)
        where TContext : DbContext
    {
        await using var scope = host.NewScope();
        var realm = scope.Context.GetService<SubjectKeyring>().Realm.Find()!;
        var replaced = await scope.Context.Set<KeyRow>().Where(key => key.State == KeyState.DecryptOnly).ToListAsync();
        replaced.ForEach(key => realm.ChangeState(key, KeyState.ShredRequested));
        await scope.Context.SaveChangesAsync();
    }
}
