using System.Diagnostics.CodeAnalysis;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Why a value is kept although erasure was asked for (GDPR Art. 17(3)).</summary>
[SuppressMessage("Naming", "CA1711", Justification = "An exception in the sense of GDPR Art. 17(3), not of .NET.")]
public enum RetentionException
{
    /// <summary>A legal obligation of the controller (Art. 17(3)(b)).</summary>
    LegalObligation = 1,

    /// <summary>A task in the public interest (Art. 17(3)(b)).</summary>
    PublicTask = 2,
}
