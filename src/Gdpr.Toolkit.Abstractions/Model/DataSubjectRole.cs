namespace Gdpr.Toolkit;

/// <summary>In which role a person stands to the controller (DPV data subjects).</summary>
/// <remarks>Roles without a DPV term are this library's own.</remarks>
public enum DataSubjectRole
{
    /// <summary>Somebody who buys goods or services.</summary>
    [DpvTerm("https://w3id.org/dpv#Customer")]
    Customer = 1,

    /// <summary>Somebody who buys outside trade or profession.</summary>
    [DpvTerm("https://w3id.org/dpv#Consumer")]
    Consumer = 2,

    /// <summary>Somebody who receives a service.</summary>
    [DpvTerm("https://w3id.org/dpv#Client")]
    Client = 3,

    /// <summary>Somebody who uses a system or service.</summary>
    [DpvTerm("https://w3id.org/dpv#User")]
    User = 4,

    /// <summary>Somebody who subscribes.</summary>
    [DpvTerm("https://w3id.org/dpv#Subscriber")]
    Subscriber = 5,

    /// <summary>Somebody who visits.</summary>
    [DpvTerm("https://w3id.org/dpv#Visitor")]
    Visitor = 6,

    /// <summary>Somebody who applies for a job.</summary>
    [DpvTerm("https://w3id.org/dpv#JobApplicant")]
    JobApplicant = 7,

    /// <summary>Somebody who applies for something else.</summary>
    [DpvTerm("https://w3id.org/dpv#Applicant")]
    Applicant = 8,

    /// <summary>Somebody who is employed by the controller.</summary>
    [DpvTerm("https://w3id.org/dpv#Employee")]
    Employee = 9,

    /// <summary>A member of an organisation.</summary>
    [DpvTerm("https://w3id.org/dpv#Member")]
    Member = 10,

    /// <summary>Somebody who receives health care.</summary>
    [DpvTerm("https://w3id.org/dpv#Patient")]
    Patient = 11,

    /// <summary>Somebody who studies.</summary>
    [DpvTerm("https://w3id.org/dpv#Student")]
    Student = 12,

    /// <summary>A child.</summary>
    [DpvTerm("https://w3id.org/dpv#Child")]
    Child = 13,

    /// <summary>A parent or guardian.</summary>
    [DpvTerm("https://w3id.org/dpv#GuardianOfDataSubject")]
    Guardian = 14,

    /// <summary>Somebody who takes part, for example in a study.</summary>
    [DpvTerm("https://w3id.org/dpv#Participant")]
    Participant = 15,

    /// <summary>Somebody who may become a customer.</summary>
    Prospect = 16,

    /// <summary>Somebody who acts for a customer that is an organisation.</summary>
    CustomerRepresentative = 17,

    /// <summary>Somebody who acts for a supplier.</summary>
    SupplierRepresentative = 18,

    /// <summary>Somebody who trades in their own name.</summary>
    SoleTrader = 19,

    /// <summary>Somebody who visits a web site.</summary>
    [DpvTerm("https://w3id.org/dpv#Visitor")]
    WebsiteVisitor = 20,

    /// <summary>Somebody who visits premises.</summary>
    [DpvTerm("https://w3id.org/dpv#Visitor")]
    PremisesVisitor = 21,

    /// <summary>Somebody who gives a reference.</summary>
    Referee = 22,

    /// <summary>Somebody to call in an emergency.</summary>
    EmergencyContact = 23,
}
