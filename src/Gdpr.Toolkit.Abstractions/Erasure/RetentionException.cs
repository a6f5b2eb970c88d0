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

    /// <summary>Public health (Art. 17(3)(c)).</summary>
    PublicHealth = 3,

    /// <summary>Archiving in the public interest, research or statistics (Art. 17(3)(d)).</summary>
    ArchivingResearchStatistics = 4,

    /// <summary>Legal claims (Art. 17(3)(e)).</summary>
    LegalClaims = 5,

    /// <summary>Freedom of expression and information (Art. 17(3)(a)).</summary>
    FreedomOfExpression = 6,

    /// <summary>A purpose still needs the data for a minimum period: the erasure is deferred until it ends, not refused (Art. 17(1)(a)).</summary>
    MinimumPeriod = 7,
}
