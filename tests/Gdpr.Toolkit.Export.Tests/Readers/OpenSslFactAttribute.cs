namespace Gdpr.Toolkit.Export.Tests.Readers;

/// <summary>A test that needs the <c>openssl</c> program; skipped visibly where it is not installed.</summary>
internal sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute() => Skip = Programs.Find("openssl") is null ? "openssl is not installed." : null;
}
