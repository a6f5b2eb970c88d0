using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Consent;

/// <summary>Runs what reads or writes choices: on the context's connection, and in its transaction or one of its own.</summary>
internal static class ChoiceWork
{
    public static async Task<TResult> ReadAsync<TResult>(
        DbContext context, GdprRuntime runtime, Func<ChoiceSession, Task<TResult>> work, CancellationToken cancellationToken)
    {
        using var session = await ChoiceSession.OpenAsync(context, runtime, createRealm: false, async: true, cancellationToken).ConfigureAwait(false);
        return await work(session).ConfigureAwait(false);
    }

    /// <summary>Does all of the work or nothing. A strategy that retries may run it again.</summary>
    public static Task<TResult> WriteAsync<TResult>(
        DbContext context, GdprRuntime runtime, Func<ChoiceSession, Task<TResult>> work, CancellationToken cancellationToken)
        => context.Database.CreateExecutionStrategy().ExecuteAsync(
            work, (operation, cancel) => WriteOnceAsync(context, runtime, operation, cancel), cancellationToken);

    private static async Task<TResult> WriteOnceAsync<TResult>(
        DbContext context, GdprRuntime runtime, Func<ChoiceSession, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var keyring = context.GetService<SubjectKeyring>();
        var transaction = new SaveTransaction(context, async: true);
        await transaction.OpenAsync(cancellationToken).ConfigureAwait(false);
        var hadRealm = keyring.Realm.FindUncommitted() is not null;
        try
        {
            await transaction.BeginSavepointAsync(cancellationToken).ConfigureAwait(false);
            await transaction.BeginAsync(cancellationToken).ConfigureAwait(false);
            using var session = await ChoiceSession.OpenAsync(context, runtime, createRealm: true, async: true, cancellationToken).ConfigureAwait(false);
            var result = await work(session).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            if (!transaction.IsTheApplications)
            {
                keyring.Realm.Publish();
            }

            return result;
        }
        catch
        {
            if (!hadRealm)
            {
                keyring.Realm.Forget();
            }

            await transaction.RollBackAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await transaction.CloseAsync().ConfigureAwait(false);
        }
    }
}
