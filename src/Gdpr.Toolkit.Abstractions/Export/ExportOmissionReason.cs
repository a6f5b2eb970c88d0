namespace Gdpr.Toolkit.Export;

/// <summary>Why an export leaves something out.</summary>
public enum ExportOmissionReason
{
    /// <summary>The data was derived or inferred, which is not portable (GDPR Art. 20(1)).</summary>
    NotProvided = 1,

    /// <summary>The data is not processed by consent or contract (GDPR Art. 20(1)(a)).</summary>
    OtherBasis = 2,

    /// <summary>It is the controller's record about the person's choices, which is not portable (GDPR Art. 20(1)).</summary>
    ControllersRecord = 3,

    /// <summary>It is about somebody else, or giving it would adversely affect others (GDPR Art. 15(4), 20(4)).</summary>
    RightsOfOthers = 4,
}
