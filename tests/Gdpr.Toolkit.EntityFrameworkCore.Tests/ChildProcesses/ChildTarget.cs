using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>What a child process works on, as its arguments say.</summary>
internal sealed record ChildTarget(string Scenario, TestDatabase Database, string ConnectionString, string? KeyConnectionString, int Number)
{
    public static ChildTarget For<TContext>(string scenario, TestHost<TContext> host, int number)
        where TContext : DbContext
        => new(scenario, host.Database, host.ConnectionString, host.KeyConnectionString, number);

    public static ChildTarget Parse(IReadOnlyList<string> arguments) => new(
        arguments[0],
        Enum.Parse<TestDatabase>(arguments[1]),
        arguments[2],
        arguments[3] is "" ? null : arguments[3],
        int.Parse(arguments[4], System.Globalization.CultureInfo.InvariantCulture));

    public IReadOnlyList<string> Arguments =>
        [Scenario, Database.ToString(), ConnectionString, KeyConnectionString ?? "", Number.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
