using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A recorded telephone call with support.</summary>
[ExportName("call", Swedish = "Inspelat samtal", English = "Recorded call")]
public sealed class CallRecording
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    [PersonalData(PersonalDataCategory.VoiceRecording, Purposes.Calls, Provenance = DataProvenance.Observed)]
    [AnchorsRetention(RetentionAnchor.Created)]
    public DateTime CalledAt { get; set; }

    [PersonalData(PersonalDataCategory.VoiceRecording, Purposes.Calls, Provenance = DataProvenance.Observed)]
    [Encrypted]
    public required string Transcript { get; set; }
}
