namespace Gdpr.Toolkit.Consent;

/// <summary>Refuses evidence that would not demonstrate anything.</summary>
internal static class EvidenceRules
{
    public static void Require(ChoiceSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireText(source.Channel, nameof(source.Channel));
        if (source.RecordedBy is not null)
        {
            RequireText(source.RecordedBy, nameof(source.RecordedBy));
        }
    }

    public static void Require(ConsentEvidence evidence, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        Require(evidence.Source);
        RequireText(evidence.Text, nameof(evidence.Text));
        RequireText(evidence.TextVersion, nameof(evidence.TextVersion));
        RequireDefined(evidence.Method, nameof(evidence.Method));
        if (evidence.ExpiresAt is { } expiry && Milliseconds(expiry) <= Milliseconds(now))
        {
            throw ConsentErrors.Expired();
        }
    }

    public static void Require(ObjectionAssessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        RequireText(assessment.AssessedBy, nameof(assessment.AssessedBy));
        RequireText(assessment.Justification, nameof(assessment.Justification));
    }

    public static void Require(RestrictionLift lift, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lift);
        RequireText(lift.LiftedBy, nameof(lift.LiftedBy));
        RequireText(lift.InformedBy, nameof(lift.InformedBy));
        if (lift.PersonInformedAt > now)
        {
            throw ConsentErrors.InformedInFuture();
        }
    }

    public static void RequireDefined<TEnum>(TEnum value, string what)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw ConsentErrors.Undefined(what);
        }
    }

    private static void RequireText(string text, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw ConsentErrors.Blank(what);
        }
    }

    // As it will be stored: a consent that ends within this millisecond would never count.
    private static long Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();
}
