using System.Globalization;
using Gdpr.Toolkit;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;
using HostingCompany.Model;
using HostingCompany.Output;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace HostingCompany.Story;

/// <content>What is held about whom, for what, and for how long.</content>
internal sealed partial class HostingStory
{
    private const int YearsOfBookkeeping = 7;

    private async Task DescribeAsync(
        IServiceScopeFactory scopes, OutputDirectory output, Customer person, CancellationToken cancellationToken)
    {
        Chapter("2. What is held about whom, and for how long? (GDPR Art. 30)");
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HostingContext>();

        var map = db.GetPersonalDataMap();
        await File.WriteAllTextAsync(output.Claim("personal-data.md"), map.ToMarkdown(), cancellationToken);
        console.Write(Tables.Of(map));
        var open = map.Subjects.SelectMany(kind => kind.Entities).SelectMany(entity => entity.Properties)
            .Where(property => property.Classification == PropertyClassification.Unclassified)
            .Select(property => $"{property.Entity}.{property.Path}")
            .ToList();
        _checks.That(open.Count == 0, "Every property of every person's rows is classified.", open);

        var plan = db.GetRetentionPlan();
        await File.WriteAllTextAsync(output.Claim("retention-plan.en.md"), plan.ToMarkdown(DocumentLanguage.English), cancellationToken);
        await File.WriteAllTextAsync(output.Claim("retention-plan.sv.md"), plan.ToMarkdown(DocumentLanguage.Swedish), cancellationToken);
        console.WriteLine(plan.ToMarkdown(DocumentLanguage.English));

        var retention = scope.ServiceProvider.GetRequiredService<IPersonalDataRetention>();
        var explained = await retention.ExplainAsync(DataSubject.Of<Customer>(person.Id), asOf: null, cancellationToken);
        var billed = explained.Fields.Where(field => field is { Entity: nameof(Invoice), Property: nameof(Invoice.BilledTo) }).ToList();
        console.WriteLine(billed[0].Explanation.ToText());
        _checks.That(
            billed.SelectMany(field => Enumerable.Repeat(field.Explanation.LastDay, field.Rows)).Order()
                .SequenceEqual(person.Invoices.Select(invoice => (DateOnly?)new DateOnly(invoice.IssuedOn.Year + YearsOfBookkeeping, 12, 31)).Order()),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Each of {person.Invoices.Count} invoices keeps its name through the seventh year after the one it was issued in."),
            billed.Select(field => field.Explanation.ToString()));
    }
}
