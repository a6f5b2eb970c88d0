namespace Gdpr.Toolkit.Consent;

/// <summary>What all rows of people's choices have. Rows are only ever added; an erasure takes sealed texts out.</summary>
internal abstract class ChoiceRow
{
    /// <summary>The person's pseudonymous reference.</summary>
    public byte[] SubjectRef { get; set; } = [];

    /// <summary>The row's place among those of its person: 1, 2, 3 … It gives concurrent writers an order.</summary>
    public int Sequence { get; set; }

    /// <summary>The empty string where a restriction is for all purposes.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>Unix milliseconds.</summary>
    public long RecordedAt { get; set; }

    public string Channel { get; set; } = "";

    public string? RecordedBy { get; set; }

    public Guid SubmissionId { get; set; }
}
