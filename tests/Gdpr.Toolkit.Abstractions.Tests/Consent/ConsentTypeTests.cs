using Gdpr.Toolkit.Consent;

namespace Gdpr.Toolkit.Abstractions.Tests.Consent;

public class ConsentTypeTests
{
    [Fact]
    public void Only_a_consent_that_is_given_is_valid_for_processing()
    {
        var valid = Enum.GetValues<ConsentStatus>().Where(status => status.IsValidForProcessing);

        Assert.Equal([ConsentStatus.Given, ConsentStatus.RenewedGiven], valid);
    }

    [Fact]
    public void A_contact_point_never_prints_its_address()
    {
        var email = ContactPoint.Email("ada@example.org");
        var phone = ContactPoint.Phone("+46 70 123 45 67");

        Assert.Equal("EmailAddress (value withheld)", $"{email}");
        Assert.Equal("TelephoneNumber (value withheld)", $"{phone}");
        Assert.Equal("ada@example.org", email.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_contact_point_has_an_address(string address)
    {
        Assert.Throws<ArgumentException>(() => ContactPoint.Email(address));
        Assert.Throws<ArgumentException>(() => ContactPoint.Phone(address));
        Assert.Throws<ArgumentNullException>(() => ContactPoint.Email(null!));
    }

    [Fact]
    public void What_can_hold_free_text_never_prints_it()
    {
        const string Text = "owes money to Babbage";
        var source = new ChoiceSource("web");
        object[] records =
        [
            new ObjectionAssessment("desk 4", Text),
            new ObjectionRecord
            {
                Id = Guid.Empty, Purpose = "survey", State = ObjectionState.Pending, RecordedAt = default, Source = source, Text = Text,
            },
            new RestrictionLift { LiftedBy = "desk 4", InformedBy = "letter", PersonInformedAt = default, Reason = Text },
            new RestrictionRecord
            {
                Id = Guid.Empty, Ground = RestrictionGround.LegalClaims, Purpose = null, IsLifted = true, RecordedAt = default, Source = source, Text = Text,
            },
        ];

        Assert.All(records, record => Assert.DoesNotContain(Text, record.ToString()!, StringComparison.Ordinal));
        Assert.All(records, record => Assert.Contains("withheld", record.ToString()!, StringComparison.Ordinal));
    }

    [Fact]
    public void There_is_no_way_of_consenting_without_doing_something()
        => Assert.DoesNotContain(
            Enum.GetNames<ConsentMethod>(), name => name.Contains("Impli", StringComparison.Ordinal) || name.Contains("Browsing", StringComparison.Ordinal));
}
