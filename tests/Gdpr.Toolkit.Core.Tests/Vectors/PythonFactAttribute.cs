namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>A test that needs <c>python3</c> and <c>openssl</c>; skipped visibly where one is not installed.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (!Python.CanRead)
            Skip = "python3 or openssl is not installed.";
    }
}
