namespace Gdpr.Toolkit.Consent;

/// <summary>Answers, before data is used, whether the person's choices allow it (GDPR Art. 6, 7(3), 18, 21).</summary>
/// <remarks>
/// Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.
/// It fails closed: a person or purpose that is unknown, or a look-up that fails, is an exception and never a yes.
/// </remarks>
public interface IProcessingGuard
{
    /// <summary>Reads whether a person's data may be processed for a purpose now, and why.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="purpose">A registered purpose.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The answer with its reason.</returns>
    /// <exception cref="InvalidOperationException">Person or purpose is unknown, or the person was removed or erased.</exception>
    Task<PurposeStatus> LoadStatusAsync(DataSubject subject, string purpose, CancellationToken cancellationToken = default);

    /// <summary>Reads whether a person may be contacted at an address for a purpose now: for direct marketing, the suppression list counts too.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="purpose">A registered purpose.</param>
    /// <param name="contact">The address that is about to be used.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The answer with its reason.</returns>
    /// <exception cref="ArgumentException">The purpose is direct marketing and the address has no usable form. Do not contact it.</exception>
    /// <exception cref="InvalidOperationException">Person or purpose is unknown, or the person was removed or erased.</exception>
    Task<PurposeStatus> LoadStatusAsync(
        DataSubject subject, string purpose, ContactPoint contact, CancellationToken cancellationToken = default);

    /// <summary>Reads whether a person's data may be processed for a purpose now; false where it is restricted.</summary>
    /// <remarks>Before contacting somebody, call <see cref="CanContactAsync"/> instead: only there the suppression list counts.</remarks>
    /// <inheritdoc cref="LoadStatusAsync(DataSubject, string, CancellationToken)" path="/param"/>
    /// <returns>Whether <see cref="PurposeStatus.MayProcess"/>.</returns>
    /// <inheritdoc cref="LoadStatusAsync(DataSubject, string, CancellationToken)" path="/exception"/>
    Task<bool> CanProcessAsync(DataSubject subject, string purpose, CancellationToken cancellationToken = default);

    /// <summary>Reads whether a person may be contacted at an address for a purpose now.</summary>
    /// <inheritdoc cref="LoadStatusAsync(DataSubject, string, ContactPoint, CancellationToken)" path="/param"/>
    /// <returns>Whether <see cref="PurposeStatus.MayProcess"/>.</returns>
    /// <inheritdoc cref="LoadStatusAsync(DataSubject, string, ContactPoint, CancellationToken)" path="/exception"/>
    Task<bool> CanContactAsync(
        DataSubject subject, string purpose, ContactPoint contact, CancellationToken cancellationToken = default);
}
