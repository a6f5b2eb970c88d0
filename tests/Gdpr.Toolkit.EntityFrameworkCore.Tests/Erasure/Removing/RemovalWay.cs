namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Removing;

/// <summary>How a person is removed.</summary>
public enum RemovalWay
{
    /// <summary>With everything that hangs on them in memory.</summary>
    Loaded,

    /// <summary>Without their dependents.</summary>
    LoadedAlone,

    /// <summary>By their key, without having been read.</summary>
    Stub,
}
