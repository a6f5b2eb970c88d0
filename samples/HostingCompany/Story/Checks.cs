using Spectre.Console;

namespace HostingCompany.Story;

/// <summary>What the sample claims, and whether it holds.</summary>
internal sealed class Checks(IAnsiConsole console)
{
    private const int ShownDetails = 5;

    private readonly List<string> _failed = [];
    private int _made;

    /// <summary>Prints a claim and whether it holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="claim">A sentence.</param>
    /// <param name="details">What speaks against it.</param>
    public void That(bool holds, string claim, IEnumerable<string>? details = null)
    {
        _made++;
        if (holds)
        {
            console.MarkupLineInterpolated($"[green]ok[/]      {claim}");
            return;
        }

        _failed.Add(claim);
        console.MarkupLineInterpolated($"[red]FAILED[/]  {claim}");
        foreach (var detail in (details ?? []).Take(ShownDetails))
        {
            console.MarkupLineInterpolated($"        {detail}");
        }
    }

    /// <summary>Prints the outcome.</summary>
    /// <returns>Whether every claim holds.</returns>
    public bool Conclude()
    {
        if (_failed.Count == 0)
        {
            console.MarkupLineInterpolated($"[green]All {_made} checks hold.[/]");
            return true;
        }

        console.MarkupLineInterpolated($"[red]{_failed.Count} of {_made} checks do not hold:[/]");
        foreach (var claim in _failed)
        {
            console.MarkupLineInterpolated($"  - {claim}");
        }

        return false;
    }
}
