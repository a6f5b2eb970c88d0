using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Core.Tests.Erasure;

public class LedgerErrorTests
{
    public static TheoryData<ErasureLedgerException> Failures =>
    [
        LedgerErrors.Restored("ShopContext", 1),
        LedgerErrors.Lost("ShopContext", 1),
        LedgerErrors.Unknown("ShopContext"),
        LedgerErrors.Changed("'x'", 1),
        LedgerErrors.Cut("'x'", 1),
        LedgerErrors.NotReplayed(new ErasureLedgerStatus { State = ErasureLedgerState.Restored, Head = ErasureLedgerHead.Empty }),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_failure_names_a_page_that_explains_its_state(ErasureLedgerException failure)
    {
        var page = File.ReadAllText(Path.Combine(ErrorPageTests.Root(), "docs", "errors", ErasureLedgerException.Id + ".md"));

        Assert.Contains(nameof(ErasureLedgerException), page, StringComparison.Ordinal);
        Assert.Contains($"**{failure.State}.**", page, StringComparison.Ordinal);
        Assert.Contains(ErasureLedgerException.Id, failure.Message, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/errors/{ErasureLedgerException.Id}.md", failure.HelpLink, StringComparison.Ordinal);
    }
}
