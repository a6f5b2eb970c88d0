namespace Gdpr.Toolkit.Purposes;

/// <summary>Says what personal data is read for, so that what an erasure has retained for one purpose is not used for another (GDPR Art. 5(1)(b), 18(2)).</summary>
/// <remarks>A singleton; thread-safe. Scopes follow the asynchronous flow that they were begun in.</remarks>
public interface IPurposeScopes
{
    /// <summary>Gets the purpose of the innermost scope; null outside of all.</summary>
    string? Current { get; }

    /// <summary>Begins to read for a purpose, until the result is disposed.</summary>
    /// <remarks>
    /// With <c>gdpr.KeepRetainedBehindPurpose()</c>, encrypted values of erased people can be read only inside a scope of a purpose that retains them: one of the
    /// property's, on a legal obligation or a public task, or with a minimum. Scopes nest: the innermost counts. Each is logged.
    /// </remarks>
    /// <param name="purpose">A registered purpose.</param>
    /// <returns>What ends the scope. Dispose it in the method that began it.</returns>
    /// <exception cref="InvalidOperationException">The purpose is not registered.</exception>
    IDisposable BeginPurpose(string purpose);
}
