namespace Gdpr.Toolkit.Recipients;

/// <summary>What a recipient of personal data is told of (GDPR Art. 19).</summary>
public enum NoticeKind
{
    /// <summary>The data was erased (GDPR Art. 17(1)).</summary>
    Erasure = 1,

    /// <summary>The data was rectified or completed (GDPR Art. 16).</summary>
    Rectification = 2,

    /// <summary>The processing of the data is restricted (GDPR Art. 18).</summary>
    Restriction = 3,
}
