using System.Globalization;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Export;
using HostingCompany.Evidence;
using HostingCompany.Model;

namespace HostingCompany.Story.Acts;

/// <summary>Everything about a person leaves in a package, and what is portable in another.</summary>
internal static class Act05Export
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("5. \"What do you hold about me?\" (GDPR Art. 15, 20)");
        await using var scope = stage.NewScope();
        var export = scope.Get<IPersonalDataExport>();
        var person = stage.Person;
        var subject = DataSubject.Of<Customer>(person.Id);
        var options = new ExportOptions { Language = DocumentLanguage.Swedish };

        var access = stage.Output.Claim(string.Create(CultureInfo.InvariantCulture, $"export-{person.Id}-access.zip"));
        var summary = await export.ExportToFileAsync(subject, ExportProfile.Access, access, options, cancellationToken);
        stage.Console.Write(Tables.Of(summary));
        CheckOwn(stage, access, summary);
        CheckOthers(stage, access);

        var portability = stage.Output.Claim(string.Create(CultureInfo.InvariantCulture, $"export-{person.Id}-portability.zip"));
        var portable = await export.ExportToFileAsync(subject, ExportProfile.Portability, portability, options, cancellationToken);
        stage.Say("What is not portable, and why:");
        stage.Console.Write(Tables.Of(portable.Omissions));
        var kept = person.Invoices.Select(invoice => invoice.Number).Intersect(ExportPackage.ReadValues(portability)).ToList();
        stage.Checks.That(kept.Count == 0 && portable.Omissions.Count > 0, "What the law makes the company keep is not portable, and the package says so.", kept);
    }

    private static void CheckOwn(Stage stage, string path, ExportSummary summary)
    {
        var own = PersonalValues.Of(stage.Person).ToList();
        var found = ExportPackage.ReadValues(path);
        var missing = own.Where(value => !found.Contains(value.Value)).ToList();
        stage.Checks.That(
            summary.IsComplete && missing.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"All {own.Count} values of people.csv for this person are in the access package."),
            missing.Select(value => $"{value.Entity}.{value.Property}"));
        stage.Checks.That(
            stage.Person.Disclosures.Select(disclosure => disclosure.Content).All(found.Contains) && stage.Person.Disclosures.Count > 0,
            "It names those to whom the person's data was given (GDPR Art. 15(1)(c)).");
        stage.Checks.That(
            ExportPackage.ReadFiles(path).SequenceEqual(CaseFileTexts.Of(stage.Person)),
            "The files that the person attached to support cases are in it, readable.");
    }

    private static void CheckOthers(Stage stage, string path)
    {
        var label = Belongings.LabelOf(stage.Person);
        var mine = PersonalValues.Of(stage.Person).Select(value => value.Value).ToHashSet();
        var others = stage.Values.Where(value => value.Person != label && !mine.Contains(value.Value)).ToList();
        var found = ExportPackage.ReadValues(path);
        var everything = ExportPackage.ReadAll(path);
        var strangers = others.Where(value => found.Contains(value.Value) || (value.Encrypted && everything.Contains(value.Value, StringComparison.Ordinal))).ToList();
        stage.Checks.That(
            others.Count > 0 && strangers.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"None of {others.Count:N0} values that only others have is in it."),
            strangers.Select(value => $"{value.Person} {value.Entity}.{value.Property}"));
    }
}
