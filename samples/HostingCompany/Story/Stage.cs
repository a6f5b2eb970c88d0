using HostingCompany.Data;
using HostingCompany.Evidence;
using HostingCompany.Hosting;
using HostingCompany.Model;
using HostingCompany.Output;
using Spectre.Console;

namespace HostingCompany.Story;

/// <summary>What the acts share: the running application, the people in it, and what has happened to them.</summary>
internal sealed class Stage
{
    private IReadOnlyList<PersonalValue>? _values;

    public required Arguments Arguments { get; init; }

    public required IAnsiConsole Console { get; init; }

    public required Checks Checks { get; init; }

    public required StoryClock Clock { get; init; }

    public required OutputDirectory Output { get; init; }

    public required HostingFiles Files { get; init; }

    public required Application Application { get; init; }

    public required StoredBytes Stored { get; init; }

    public required SqlRecorder Sql { get; init; }

    public required Everybody Everybody { get; init; }

    /// <summary>Gets every value that was put in: the lines of <c>people.csv</c>. Known once people are saved and have their numbers.</summary>
    public IReadOnlyList<PersonalValue> Values => _values ??= [.. Everybody.People.SelectMany(PersonalValues.Of)];

    /// <summary>Gets the customer who asks for a copy of everything, and then to be erased.</summary>
    public SoleTrader Person => Everybody.Customers.OfType<SoleTrader>().First(trader =>
        trader.SupportCases.Count > 0 && trader.Invoices.Count > 1 && trader.Invoices.Any(invoice => invoice.Payments.Count > 0));

    /// <summary>Gets the customer who wants no advertising.</summary>
    public PrivateCustomer Objector => Everybody.Customers.OfType<PrivateCustomer>().First(customer => customer != Person && customer.ContractEndedOn is null);

    /// <summary>Gets the applicant who says what they need because of a disability, and takes it back.</summary>
    public JobApplicant Applicant => Everybody.Applicants.First(applicant => applicant.Needs is not null);

    /// <summary>Gets the visitor who came thirty days ago.</summary>
    public Visitor Visitor => Everybody.Visitors[0];

    /// <summary>Gets who was erased because they asked for it.</summary>
    public HashSet<string> Erased { get; } = [];

    /// <summary>Gets who objected to marketing.</summary>
    public HashSet<string> Objected { get; } = [];

    /// <summary>Gets who withdrew a consent.</summary>
    public HashSet<string> Withdrew { get; } = [];

    /// <summary>Gets the ids of the latest certificates, by whom they are about.</summary>
    public Dictionary<string, string> Certificates { get; } = [];

    /// <summary>Lists what must be in the database on the day that it is in the story, by the company's promises.</summary>
    public IReadOnlyList<PersonalValue> Needed()
        => [.. new Policy(Clock.Today, Erased, Objected, Withdrew).Needed(Everybody.People)];

    public WorkScope NewScope() => Application.NewScope();

    public void Chapter(string title)
    {
        Console.WriteLine();
        Console.Write(new Rule(Markup.Escape(title)).LeftJustified().AsciiBorder());
    }

    public void Say(string text) => Console.WriteLine(text);

    public Task WithProgressAsync(string what, int total, Func<Action<int>, Task> work)
        => Console.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask(what, maxValue: total);
            await work(done => task.Increment(done));
        });

    /// <summary>Does what must be refused.</summary>
    /// <returns>The refusal; null where there was none.</returns>
    public static async Task<TException?> RefusalAsync<TException>(Func<Task> action)
        where TException : Exception
    {
        try
        {
            await action();
            return null;
        }
        catch (TException exception)
        {
            return exception;
        }
    }
}
