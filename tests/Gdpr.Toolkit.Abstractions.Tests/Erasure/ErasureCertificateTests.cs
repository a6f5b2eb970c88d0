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

    private static ErasureEntry Entry(string entity, FieldErasureOutcome outcome)
        => new() { Entity = entity, Property = null, Category = null, Outcome = outcome, Rows = 1 };
}
