using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public class ErrorPageTests
{
    public static TheoryData<PersonalDataProtectionException> Failures =>
    [
        EncryptionErrors.NoEnvelope(TestKeys.Column),
        EncryptionErrors.EpochNotOpen(1),
        EncryptionErrors.KeyDestroyed(),
        EncryptionErrors.ValueTampered(TestKeys.Column),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_failure_names_a_page_that_exists(PersonalDataProtectionException failure)
    {
        var page = Path.Combine(Root(), "docs", "errors", failure.DocumentationId + ".md");

        Assert.Contains(failure.GetType().Name, File.ReadAllText(page), StringComparison.Ordinal);
        Assert.EndsWith($"/docs/errors/{failure.DocumentationId}.md", failure.HelpLink, StringComparison.Ordinal);
        Assert.Contains(failure.DocumentationId, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_four_failures_have_four_ids()
    {
        string[] ids = [UnknownValueFormatException.Id, SubjectKeyMissingException.Id, SubjectKeyDestroyedException.Id, ValueTamperedException.Id];

        Assert.Equal(4, ids.Distinct().Count());
    }

    /// <summary>Finds the folder of the solution.</summary>
    internal static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Gdpr.Toolkit.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        return directory.FullName;
    }
}
