using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

public class LedgerMemoryTests
{
    [Fact]
    public async Task A_process_keeps_less_than_400_bytes_for_each_erasure()
    {
        using var child = ChildProcess.Start(new ChildTarget(LedgerMemoryScenario.Name, TestDatabase.Sqlite, "-", KeyConnectionString: null, Number: 20_000));

        var bytes = int.Parse((await child.ReadLineAsync())!, CultureInfo.InvariantCulture);

        Assert.Equal(0, await child.WaitAsync());
        Assert.InRange(bytes, 100, 400);
    }
}
