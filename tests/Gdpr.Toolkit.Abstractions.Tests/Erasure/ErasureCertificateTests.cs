using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Abstractions.Tests.Erasure;

public class ErasureCertificateTests
{
    [Fact]
    public void What_is_retained_is_told_apart_from_what_is_gone()
    {
        var kept = Entry("Invoice", FieldErasureOutcome.Retained);
        ErasureEntry[] entries = [Entry("Customer", FieldErasureOutcome.Erased), kept, Entry("Customer", FieldErasureOutcome.KeyDestroyed)];

        var certificate = new ErasureCertificate("1", isComplete: true, PhysicalResidue.None, entries, default, default, "pem");

        Assert.Equal([kept], certificate.Retained);
    }

    [Fact]
    public void It_prints_itself_for_people()
    {
        ErasureEntry[] entries =
        [
            Entry("Customer", FieldErasureOutcome.Erased) with { Property = "Email", Rows = 2 },
            Entry("Invoice", FieldErasureOutcome.Retained) with { Property = "BilledTo", RetainedUntil = new DateOnly(2032, 12, 31), Purpose = "accounting", Law = "a law" },
            Entry("Customer", FieldErasureOutcome.KeyDestroyed),
        ];

        var text = new ErasureCertificate("17", isComplete: true, PhysicalResidue.Possible, entries, default, default, "pem") { Amends = "16" }.ToString();

        Assert.Equal(
            """
            Certificate of erasure 17: complete
            Amends certificate 16

            Entity    Property  Rows  Observed      Until       Kept for
            Customer  Email     2     Erased
            Invoice   BilledTo  1     Retained      2032-12-31  accounting, a law
            Customer  (key)     1     KeyDestroyed

            Looked for afterwards: OwnPaths
            Left in the database's files: Possible

            """,
            text,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void What_is_not_complete_says_so_and_what_was_found()
    {
        var text = new ErasureCertificate("17", isComplete: false, PhysicalResidue.None, [], default, default, "pem")
        {
            Verification = new ErasureVerification { Requested = VerificationScope.FullScan, Shortfall = VerificationShortfall.NotReadable },
        }.ToString();

        Assert.Contains("17: NOT complete", text, StringComparison.Ordinal);
        Assert.Contains("OwnPaths instead of FullScan (NotReadable)", text, StringComparison.Ordinal);
    }

    private static ErasureEntry Entry(string entity, FieldErasureOutcome outcome)
        => new() { Entity = entity, Property = null, Category = null, Outcome = outcome, Rows = 1 };
}
