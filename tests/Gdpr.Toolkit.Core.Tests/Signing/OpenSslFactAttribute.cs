namespace Gdpr.Toolkit.Core.Tests.Signing;

/// <summary>A test that needs the <c>openssl</c> program; skipped visibly where it is not installed.</summary>
internal sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute()
    {
        if (OpenSsl.Path is null)
            Skip = "openssl is not installed.";
    }
}
