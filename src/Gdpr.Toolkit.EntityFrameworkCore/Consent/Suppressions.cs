using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Consent;

/// <summary>Finds, adds and removes the keyed hashes of addresses.</summary>
internal static class Suppressions
{
    /// <exception cref="ArgumentException">The address has no usable form.</exception>
    public static (ContactPointKind Kind, string Value) Prepare(ContactPoint contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return (contact.Kind, ContactNormalizer.Normalize(contact));
    }

    public static async Task<bool> ContainsAsync(
        ChoiceSession session, (ContactPointKind Kind, string Value) address, CancellationToken cancellationToken)
        => session.Realm is not null
            && await Of(session, address).AnyAsync(cancellationToken).ConfigureAwait(false);

    public static async Task AddAsync(
        ChoiceSession session, (ContactPointKind Kind, string Value) address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await ContainsAsync(session, address, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        session.Rows<SuppressionRow>().Add(new SuppressionRow
        {
            Kind = address.Kind,
            Reference = Reference(session, address),
            AddedAt = now.ToUnixTimeMilliseconds(),
        });
        try
        {
            await session.SaveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            if (!await ContainsAsync(session, address, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
        finally
        {
            session.Clear();
        }
    }

    public static async Task<bool> RemoveAsync(
        ChoiceSession session, (ContactPointKind Kind, string Value) address, CancellationToken cancellationToken)
        => await Of(session, address).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) > 0;

    private static IQueryable<SuppressionRow> Of(ChoiceSession session, (ContactPointKind Kind, string Value) address)
    {
        var (kind, reference) = (address.Kind, Reference(session, address));
        return session.Rows<SuppressionRow>().Where(row => row.Kind == kind && row.Reference == reference);
    }

    private static byte[] Reference(ChoiceSession session, (ContactPointKind Kind, string Value) address)
        => session.Realm!.SuppressionReference(address.Kind, address.Value);
}
