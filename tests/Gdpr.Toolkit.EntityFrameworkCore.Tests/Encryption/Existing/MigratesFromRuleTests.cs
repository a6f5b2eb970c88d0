using Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Existing;

public class MigratesFromRuleTests
{
    [Fact]
    public void What_cannot_be_moved_is_refused_when_the_model_is_built()
    {
        var refusal = Shape.RefusalOf(model => model.Entity<Guest>());

        Assert.Contains("'Guest.Name' migrates from 'Nobody', which is no property beside it", refusal, StringComparison.Ordinal);
        Assert.Contains("'Guest.BirthDate' migrates from 'Alias', which is a 'String'", refusal, StringComparison.Ordinal);
        Assert.Contains("'Guest.Required' cannot be null", refusal, StringComparison.Ordinal);
        Assert.Contains("'Guest.Phone' migrates from 'Name', which is encrypted itself", refusal, StringComparison.Ordinal);
    }

    [DataSubject(DataSubjectRole.Customer)]
    public class Guest
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Username, "service")]
        public string? Alias { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service"), Encrypted(MigratesFrom = "Nobody")]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.BirthDate, "service"), Encrypted(MigratesFrom = nameof(Alias))]
        public DateOnly? BirthDate { get; set; }

        [PersonalData(PersonalDataCategory.Contact, "service"), Encrypted(MigratesFrom = nameof(Alias))]
        public required string Required { get; set; }

        [PersonalData(PersonalDataCategory.TelephoneNumber, "service"), Encrypted(MigratesFrom = nameof(Name))]
        public string? Phone { get; set; }
    }
}
