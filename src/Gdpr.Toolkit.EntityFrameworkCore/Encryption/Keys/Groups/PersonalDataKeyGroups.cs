using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <inheritdoc/>
internal sealed class PersonalDataKeyGroups(SubjectContexts contexts, GdprRuntime runtime) : IPersonalDataKeyGroups
{
    public async Task<int> DestroyAsync(DataSubject subject, string group, CancellationToken cancellationToken = default)
    {
        var person = await FindAsync(subject, group, cancellationToken).ConfigureAwait(false);
        OwnTransaction.RequireQuiet(person.Context);
        using var right = PurposeScope.BeginRight();
        return await new KeyGroupDestruction(person, group, runtime).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> RenewAsync(DataSubject subject, string group, CancellationToken cancellationToken = default)
    {
        var person = await FindAsync(subject, group, cancellationToken).ConfigureAwait(false);
        return await person.Context.Database.CreateExecutionStrategy()
            .ExecuteAsync((person, group), RenewOnceAsync, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<Person> FindAsync(DataSubject subject, string group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(group);
        var person = Person.Find(contexts, subject);
        if (!KeyGroups.IsValid(group) || !await IsKnownAsync(person, group, cancellationToken).ConfigureAwait(false))
        {
            throw KeyStoreErrors.UnknownGroup(person.SubjectType, group);
        }

        return person;
    }

    /// <summary>A group that the model has no longer can still have keys.</summary>
    private async Task<bool> IsKnownAsync(Person person, string group, CancellationToken cancellationToken)
    {
        if (person.Entities.SelectMany(entity => entity.Properties).Any(property => property.Property.EncryptedColumn()?.Mark.Group == group))
        {
            return true;
        }

        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        return keys.Rows.Any(row => row.Group == group);
    }

    private async Task<bool> RenewOnceAsync((Person Person, string Group) renewal, CancellationToken cancellationToken)
    {
        var transaction = new SaveTransaction(renewal.Person.Context, async: true);
        await transaction.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await transaction.BeginSavepointAsync(cancellationToken).ConfigureAwait(false);
            await transaction.BeginAsync(cancellationToken).ConfigureAwait(false);
            using var keys = await PersonKeys.LoadAsync(renewal.Person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
            var renewed = await keys.RenewAsync(renewal.Group, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return renewed;
        }
        catch
        {
            await transaction.RollBackAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await transaction.CloseAsync().ConfigureAwait(false);
        }
    }
}
