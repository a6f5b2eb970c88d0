namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>A test that needs ICU; skipped visibly with invariant globalization, under which the other tests must pass too.</summary>
internal sealed class IcuFactAttribute : FactAttribute
{
    public IcuFactAttribute()
    {
        if ("e\u0301".Normalize().Length != 1)
            Skip = "This process runs with invariant globalization.";
    }
}
