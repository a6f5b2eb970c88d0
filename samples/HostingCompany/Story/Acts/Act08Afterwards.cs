using System.Globalization;

namespace HostingCompany.Story.Acts;

/// <summary>What is left of the person who was erased, and of everybody else.</summary>
internal static class Act08Afterwards
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("8. Afterwards");
        await Traces.CheckGoneAsync(stage, "Erased", cancellationToken);

        var others = stage.Values.Where(value => !stage.Erased.Contains(value.Person)).ToList();
        IReadOnlyList<string> differences = [];
        await stage.WithProgressAsync(
            "Reading everybody else",
            stage.Everybody.Customers.Count - 1,
            async read => differences = await ReadBack.CompareAsync(stage.Application, others, read, cancellationToken));
        stage.Checks.That(
            differences.Count == 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"All {others.Count:N0} values of {others.DistinctBy(value => value.Person).Count():N0} other people read as they were put in."),
            differences);
    }
}
