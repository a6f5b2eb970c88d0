using System.Data.Common;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Notes in a person's row that the erasure is through, where sources outside the database came after its commit.</summary>
internal static class ErasureCompletion
{
    /// <summary>Notes it. Where that fails the person stays listed as pending, and is erased once more.</summary>
    public static async Task TryNoteAsync(Person person, Guid certificate, GdprRuntime runtime, ILogger logger)
    {
        try
        {
            await NoteAsync(person, certificate, runtime).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException or PersonalDataProtectionException)
        {
            SourceLog.NotNoted(logger, exception);
        }
        finally
        {
            person.Context.ChangeTracker.Clear();
        }
    }

    private static async Task NoteAsync(Person person, Guid certificate, GdprRuntime runtime)
    {
        person.Context.ChangeTracker.Clear();
        var rows = await new PersonRowReader(person.Context, tracking: true)
            .ReadAllAsync([.. person.Entities.Where(entity => entity.IsSubject)], person.Key, CancellationToken.None)
            .ConfigureAwait(false);
        foreach (var row in rows)
        {
            var entry = person.Context.Entry(row.Entity);
            entry.Property(SoftErasureProperties.ErasedAt).CurrentValue = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds();
            entry.Property(SoftErasureProperties.CertificateId).CurrentValue = certificate;
        }

        await person.Context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
