using System.Globalization;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;
using HostingCompany.Evidence;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;

namespace HostingCompany.Story.Acts;

/// <summary>What is held about whom, for what, and for how long: documents that are made from the model.</summary>
internal static class Act02Records
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("2. What is held about whom, and for how long? (GDPR Art. 30)");
        await using var scope = stage.NewScope();
        await WriteMapAsync(stage, scope.Db.GetPersonalDataMap(), cancellationToken);

        var plan = scope.Db.GetRetentionPlan();
        await File.WriteAllTextAsync(stage.Output.Claim("retention-plan.en.md"), plan.ToMarkdown(DocumentLanguage.English), cancellationToken);
        await File.WriteAllTextAsync(stage.Output.Claim("retention-plan.sv.md"), plan.ToMarkdown(DocumentLanguage.Swedish), cancellationToken);
        stage.Say("The retention plan is in retention-plan.en.md and retention-plan.sv.md.");

        var retention = scope.Get<IPersonalDataRetention>();
        await ExplainAsync(stage, retention, cancellationToken);
        await ForecastAsync(stage, retention, cancellationToken);
    }

    private static async Task WriteMapAsync(Stage stage, PersonalDataMap map, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(stage.Output.Claim("personal-data.md"), map.ToMarkdown(), cancellationToken);
        stage.Console.Write(Tables.Of(map));
        var open = map.Subjects.SelectMany(kind => kind.Entities).SelectMany(entity => entity.Properties)
            .Where(property => property.Classification == PropertyClassification.Unclassified)
            .Select(property => $"{property.Entity}.{property.Path}")
            .ToList();
        stage.Checks.That(open.Count == 0, "Every property of every person's rows is classified.", open);
    }

    private static async Task ExplainAsync(Stage stage, IPersonalDataRetention retention, CancellationToken cancellationToken)
    {
        var person = stage.Person;
        var explained = await retention.ExplainAsync(DataSubject.Of<Customer>(person.Id), asOf: null, cancellationToken);
        var billed = explained.Fields.Where(field => field is { Entity: nameof(Invoice), Property: nameof(Invoice.BilledTo) }).ToList();
        stage.Say("Why an invoice is kept:");
        stage.Say(billed[0].Explanation.ToText());
        stage.Checks.That(
            billed.SelectMany(field => Enumerable.Repeat(field.Explanation.LastDay, field.Rows)).Order()
                .SequenceEqual(person.Invoices.Select(invoice => (DateOnly?)Policy.LastDayOfBooks(invoice.IssuedOn)).Order()),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Each of {person.Invoices.Count} invoices keeps its name through the seventh year after the one it was issued in."),
            billed.Select(field => field.Explanation.ToString()));
    }

    private static async Task ForecastAsync(Stage stage, IPersonalDataRetention retention, CancellationToken cancellationToken)
    {
        var forecast = await retention.ForecastAsync(cancellationToken);
        stage.Say("What falls due in the next months, by rows:");
        stage.Console.Write(Tables.Of(forecast));
        stage.Checks.That(
            forecast is { Overdue: > 0, OpenEnded: > 0 } && forecast.Months.Count > 0,
            "The forecast knows what is overdue, what falls due when, and what has no end yet.");
    }
}
