namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Tests that need <c>python3</c> and <c>openssl</c>; skipped visibly where one is not installed.</summary>
internal sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute()
    {
        if (!Python.CanRead)
            Skip = "python3 or openssl is not installed.";
    }
}
