using System.Globalization;
using HostingCompany.Data;
using Npgsql;

namespace HostingCompany;

/// <summary>What the command line asks for.</summary>
/// <param name="OutputDirectory">Where the files are written.</param>
/// <param name="Customers">How many customers are made up.</param>
/// <param name="PostgresConnection">The PostgreSQL database to use; null for SQLite.</param>
internal sealed record Arguments(string OutputDirectory, int Customers, string? PostgresConnection)
{
    /// <summary>How to call the sample.</summary>
    public const string Usage = """
        Usage: dotnet run --project samples/HostingCompany -- [--out DIR] [--customers N] [--postgres CONNECTION]

          --out DIR              where the files are written (default: out)
          --customers N          how many customers to make up, 10 to 10000 (default: 400)
          --postgres CONNECTION  use this PostgreSQL database instead of DIR/hosting.db; the sample replaces its
                                 own schema "hosting_company_sample" and touches nothing else
          --help                 show this text

        Exit code: 0 when all checks hold, 1 when one does not, 2 when the arguments cannot be used.
        """;

    private const int FewestCustomers = 10; // every kind of customer, twice
    private const int DefaultCustomers = 400;

    /// <summary>Reads the command line.</summary>
    /// <returns>The arguments, or what is wrong with them.</returns>
    public static (Arguments? Arguments, string? Error) Parse(IReadOnlyList<string> args)
    {
        var parsed = new Arguments("out", DefaultCustomers, null);
        for (var i = 0; i < args.Count; i += 2)
        {
            if (args[i] is not ("--out" or "--customers" or "--postgres"))
            {
                return (null, $"'{args[i]}' is not an option.");
            }

            if (i + 1 == args.Count || string.IsNullOrWhiteSpace(args[i + 1]) || args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                return (null, $"'{args[i]}' needs a value.");
            }

            var value = args[i + 1];
            switch (args[i])
            {
                case "--out":
                    parsed = parsed with { OutputDirectory = value };
                    break;
                case "--postgres":
                    if (!IsConnectionString(value))
                    {
                        return (null, "'--postgres' is not a connection string, such as 'Host=localhost;Database=hosting;Username=me'.");
                    }

                    parsed = parsed with { PostgresConnection = value };
                    break;
                default:
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var customers)
                        || customers is < FewestCustomers || customers > CustomerGenerator.MaxCustomers)
                    {
                        return (null, $"'--customers' is a number from {FewestCustomers} to {CustomerGenerator.MaxCustomers}, not '{value}'.");
                    }

                    parsed = parsed with { Customers = customers };
                    break;
            }
        }

        return (parsed, null);
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
