namespace Gdpr.Toolkit;

/// <summary>The date from which a retention period runs.</summary>
/// <remarks>A property says which anchor its value is with <see cref="AnchorsRetentionAttribute"/>. A calendar anchor is computed from another one.</remarks>
public enum RetentionAnchor
{
    /// <summary>When the record was created.</summary>
    Created = 1,

    /// <summary>When the data was collected.</summary>
    Collected = 2,

    /// <summary>When the person was last active.</summary>
    LastActivity = 3,

    /// <summary>When the contract with the person ended.</summary>
    ContractEnded = 4,

    /// <summary>When the account was closed.</summary>
    AccountClosed = 5,

    /// <summary>When consent was withdrawn.</summary>
    ConsentWithdrawn = 6,

    /// <summary>When the person objected.</summary>
    ObjectionMade = 7,

    /// <summary>When the employment ended.</summary>
    EmploymentEnded = 8,

    /// <summary>When the recruitment was closed.</summary>
    RecruitmentClosed = 9,

    /// <summary>The date of an invoice or another accounting record.</summary>
    InvoiceDate = 10,

    /// <summary>The last day of the financial year that the record belongs to.</summary>
    FiscalYearEnd = 11,

    /// <summary>When a case was closed.</summary>
    CaseClosed = 12,

    /// <summary>31 December of the calendar year in which the record's financial year ended. Computed from <see cref="FiscalYearEnd"/>, or from <see cref="InvoiceDate"/> and the financial year that the application configured.</summary>
    EndOfCalendarYearOfFiscalYearEnd = 100,

    /// <summary>An event that the application named, with <see cref="AnchorsRetentionAttribute(string)"/>.</summary>
    Custom = 200,
}
