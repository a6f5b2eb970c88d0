using System.Runtime.CompilerServices;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Ways of publishing that the toolkit does not support: the compiler says so on publishing, and start-up where it is run nevertheless.</summary>
internal static class PublishingLimits
{
    public const string Trimming =
        "Gdpr.Toolkit reads attributes and builds queries by reflection, which trimming breaks. Publish without PublishTrimmed.";

    public const string NativeAot =
        "Gdpr.Toolkit makes converters and queries at run time, which native AOT cannot. Publish without PublishAot.";

    /// <exception cref="NotSupportedException">The application runs without a JIT compiler.</exception>
    public static void RequireDynamicCode()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new NotSupportedException(NativeAot);
        }
    }
}
