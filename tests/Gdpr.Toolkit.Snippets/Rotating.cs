using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets;

/// <summary>How keys are renewed.</summary>
public static class Rotating
{
    public static void Configure(GdprToolkitBuilder gdpr)
    {
        #region EpochSecrets
        gdpr.UseEpochSecretFile("/etc/shop/gdpr-epochs.secret");
        #endregion
    }

    public static void Background(GdprToolkitBuilder gdpr)
    {
        #region RotateInBackground
        gdpr.RotateInBackground<ShopContext>();
        gdpr.ConfigureKeyRotation(rotation => rotation.MaximumTransactionAge = TimeSpan.FromMinutes(15));
        #endregion
    }

    public static void PrepareIndex(GdprToolkitBuilder gdpr)
    {
        #region PrepareIndexRotation
        gdpr.PrepareIndexRotation();
        #endregion
    }

    public static async Task IndexAsync(IKeyRotation rotation, DbContext context)
    {
        #region RotateIndex
        var result = await rotation.RotateIndexAsync(context);
        Console.WriteLine($"{result?.Tagged} tags, {result?.Refused} refused, goes on {result?.ContinueFrom}");
        #endregion
    }

    public static async Task RealmAsync(IServiceProvider services, DbContext context)
    {
        #region RotateRealm
        var rotation = services.GetRequiredService<IKeyRotation>();
        var result = await rotation.RotateRealmAsync(context);
        Console.WriteLine($"epoch {result?.Epoch}, {result?.Remaining} left, goes on {result?.ContinueFrom}");
        #endregion
    }

    public static async Task ReplacedAsync(IKeyRotation rotation, DbContext context)
    {
        #region DestroyReplacedKeys
        var keys = await rotation.DestroyReplacedKeysAsync([context]);
        Console.WriteLine($"{keys.Destroyed} destroyed, {keys.InUse} in use, {keys.Waiting} replaced too short a time ago");
        #endregion
    }

    public static async Task PeopleAsync(IKeyRotation rotation, DbContext context)
    {
        #region RotateSubjectKeys
        var result = await rotation.RotateSubjectKeysAsync(context, madeBefore: new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Console.WriteLine($"{result.Replaced} keys, {result.Resealed} values, {result.Remaining} left, {result.Refused} refused");
        #endregion
    }
}
