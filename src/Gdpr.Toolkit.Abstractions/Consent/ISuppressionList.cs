namespace Gdpr.Toolkit.Consent;

/// <summary>The addresses that must not be contacted for direct marketing, kept as keyed hashes that survive an erasure (GDPR Art. 21(3), 17(3)(b)).</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.
/// Entries are written at once, on the context's connection and in its current transaction if there is one. Where several
/// contexts use the toolkit, each of them has a list: adding and removing reach all, and one of them is enough to suppress.
/// </remarks>
public interface ISuppressionList
{
    /// <summary>Puts an address on the list. Adding it twice changes nothing.</summary>
    /// <param name="contact">The address.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <exception cref="ArgumentException">The address has no usable form: no <c>@</c>, or no country code.</exception>
    Task AddAsync(ContactPoint contact, CancellationToken cancellationToken = default);

    /// <summary>Looks whether an address is on the list. Ask it before importing addresses, too.</summary>
    /// <param name="contact">The address.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>Whether it must not be contacted.</returns>
    /// <exception cref="ArgumentException">The address has no usable form, so that nobody can tell. Do not contact it.</exception>
    Task<bool> ContainsAsync(ContactPoint contact, CancellationToken cancellationToken = default);

    /// <summary>Takes an address off the list, because the person asks to be contacted again.</summary>
    /// <param name="contact">The address.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>Whether it was on the list.</returns>
    /// <exception cref="ArgumentException">The address has no usable form.</exception>
    Task<bool> RemoveAsync(ContactPoint contact, CancellationToken cancellationToken = default);
}
