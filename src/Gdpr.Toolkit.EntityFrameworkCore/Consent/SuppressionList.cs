using Gdpr.Toolkit.Infrastructure.Internal;

namespace Gdpr.Toolkit.Consent;

/// <inheritdoc/>
internal sealed class SuppressionList(SubjectContexts contexts, GdprRuntime runtime) : ISuppressionList
{
    public async Task AddAsync(ContactPoint contact, CancellationToken cancellationToken = default)
    {
        var address = Suppressions.Prepare(contact);
        foreach (var context in contexts.All())
        {
            await ChoiceWork.WriteAsync(
                context,
                runtime,
                async session =>
                {
                    await Suppressions.AddAsync(session, address, runtime.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<bool> ContainsAsync(ContactPoint contact, CancellationToken cancellationToken = default)
    {
        var address = Suppressions.Prepare(contact);
        foreach (var context in contexts.All())
        {
            if (await ChoiceWork.ReadAsync(
                context, runtime, session => Suppressions.ContainsAsync(session, address, cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    public async Task<bool> RemoveAsync(ContactPoint contact, CancellationToken cancellationToken = default)
    {
        var address = Suppressions.Prepare(contact);
        var removed = false;
        foreach (var context in contexts.All())
        {
            removed |= await ChoiceWork.WriteAsync(
                context, runtime, session => Suppressions.RemoveAsync(session, address, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }
}
