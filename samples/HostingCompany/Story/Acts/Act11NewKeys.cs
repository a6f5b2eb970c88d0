using System.Globalization;
using Gdpr.Toolkit.Encryption;
using HostingCompany.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostingCompany.Story.Acts;

/// <summary>Keys are wrapped anew, so that no backup of the old ones opens anything, not even with the certificate.</summary>
internal static class Act11NewKeys
{
    /// <summary>Gets the files of whoever has copied last night's backup: the ledger knows nothing of that.</summary>
    public static HostingFiles Stolen(HostingFiles files) => files with { Database = Backup.PathBeside(files.Database), Ledger = null };

    public static async Task PlayAsync(Stage stage, Func<ServiceProvider> startThief, CancellationToken cancellationToken)
    {
        stage.Chapter("11. New keys, and what a stolen backup is worth then");
        await RotateAsync(stage, cancellationToken);
        if (stage.Arguments.PostgresConnection is not null)
        {
            return;
        }

        await using var thief = new Application(startThief);
        await using var scope = thief.NewScope();
        var refusal = await Stage.RefusalAsync<ValueTamperedException>(() => scope.Db.Customers.OrderBy(customer => customer.Id).FirstAsync(cancellationToken));
        stage.Say(refusal?.Message ?? "");
        stage.Checks.That(refusal is not null, "Last night's backup does not open any more, although the certificate does.");
    }

    private static async Task RotateAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var rotation = scope.Get<IKeyRotation>();
        var begun = await rotation.RotateRealmAsync(scope.Db, cancellationToken);
        if (begun?.ContinueFrom is { } goOn && goOn > stage.Clock.GetUtcNow())
        {
            stage.Clock.Advance(goOn - stage.Clock.GetUtcNow()); // until no transaction can be left that uses the old epoch
        }

        var done = await rotation.RotateRealmAsync(scope.Db, cancellationToken);
        stage.Checks.That(
            begun is { IsComplete: false, Rewrapped: > 0 } && done is { IsComplete: true, BackupsReached: true, Refused: 0 },
            string.Create(CultureInfo.InvariantCulture, $"{begun?.Rewrapped:N0} keys are wrapped under a new epoch, and the earlier one is destroyed."));
    }
}
