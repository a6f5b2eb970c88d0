using Xunit;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>A test that needs the <c>openssl</c> program; skipped visibly where it is not installed.</summary>
public sealed class OpenSslFactAttribute : FactAttribute
{
    /// <summary>Looks for the program: xunit 2.9 can skip at discovery only.</summary>
    public OpenSslFactAttribute() => Skip = Programs.Find("openssl") is null ? "openssl is not installed." : null;
}
