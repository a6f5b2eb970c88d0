namespace Gdpr.Toolkit.Abstractions.Tests.Retention;

public class AnchorNameTests
{
    [Fact]
    public void An_anchor_is_one_of_the_known_ones_or_a_named_event()
    {
        AnchorName known = RetentionAnchor.ContractEnded, named = "tenderAwarded";

        Assert.Equal((RetentionAnchor.ContractEnded, null, "ContractEnded"), (known.Anchor, known.Event, known.ToString()));
        Assert.Equal((RetentionAnchor.Custom, "tenderAwarded", "tenderAwarded"), (named.Anchor, named.Event, named.ToString()));
        Assert.NotEqual(named, AnchorName.FromEvent("TenderAwarded"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ContractEnded")]
    [InlineData("contractended")]
    [InlineData("4")]
    public void An_event_has_a_name_of_its_own(string? name)
        => Assert.ThrowsAny<ArgumentException>(() => AnchorName.FromEvent(name!));

    [Theory]
    [InlineData(RetentionAnchor.Custom)]
    [InlineData((RetentionAnchor)0)]
    [InlineData((RetentionAnchor)77)]
    public void An_anchor_that_is_none_is_refused(RetentionAnchor anchor)
        => Assert.Throws<ArgumentOutOfRangeException>(() => AnchorName.FromAnchor(anchor));

    [Fact]
    public void A_property_is_the_date_of_an_anchor_or_of_a_named_event()
    {
        var known = new AnchorsRetentionAttribute(RetentionAnchor.InvoiceDate);
        var named = new AnchorsRetentionAttribute("tenderAwarded");

        Assert.Equal((RetentionAnchor.InvoiceDate, null), (known.Anchor, known.EventName));
        Assert.Equal((RetentionAnchor.Custom, "tenderAwarded"), (named.Anchor, named.EventName));
    }
}
