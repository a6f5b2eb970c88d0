using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Testing.Tests;

public class SourceAssertTests
{
    private static readonly DataSubject Ada = DataSubject.Of<Guest>(1);
    private static readonly DataSubject Bob = DataSubject.Of<Guest>(2);

    [Fact]
    public async Task A_source_that_keeps_its_contract_passes_and_the_person_is_erased()
    {
        var notes = Filled(fault: null);

        await SourceAssert.KeepsContractAsync(notes, Ada, Bob);

        Assert.Equal(["retained"], await notes.FindAsync(Ada, default).Select(item => item.Id).ToListAsync());
        Assert.Equal(["note"], await notes.FindAsync(Bob, default).Select(item => item.Id).ToListAsync());
    }

    [Theory]
    [InlineData("unstable ids", "a second search lists other items")]
    [InlineData("length", "another number of bytes")]
    [InlineData("keeps", "items are left that nothing retains")]
    [InlineData("takes retained", "retained ones are gone")]
    [InlineData("takes others", "retained ones are gone")]
    public async Task A_broken_promise_is_named(string fault, string expected)
    {
        var error = await Assert.ThrowsAsync<SourceContractException>(() => SourceAssert.KeepsContractAsync(Filled(fault), Ada, Bob));

        Assert.Contains("'notes'", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_somebody_elses_must_stay()
    {
        var notes = new Notes { Fault = "takes others" }.Put(Ada, Note("note")).Put(Bob, Note("note"));

        var error = await Assert.ThrowsAsync<SourceContractException>(() => SourceAssert.KeepsContractAsync(notes, Ada, Bob));

        Assert.Contains("changed somebody else's", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_holds_nothing_proves_nothing()
        => await Assert.ThrowsAsync<SourceContractException>(() => SourceAssert.KeepsContractAsync(new Notes(), Ada, Bob));

    [Fact]
    public async Task Items_are_told_apart_and_declared()
    {
        var twice = new Notes().Put(Ada, Note("note")).Put(Ada, Note("note")).Put(Bob, Note("note"));
        var undeclared = new Notes().Put(Ada, Note("note") with { Category = PersonalDataCategory.Name }).Put(Bob, Note("note"));

        var same = await Assert.ThrowsAsync<SourceContractException>(() => SourceAssert.KeepsContractAsync(twice, Ada, Bob));
        var unknown = await Assert.ThrowsAsync<SourceContractException>(() => SourceAssert.KeepsContractAsync(undeclared, Ada, Bob));

        Assert.Contains("the same id", same.Message, StringComparison.Ordinal);
        Assert.Contains("not among its Holdings", unknown.Message, StringComparison.Ordinal);
    }

    private static Notes Filled(string? fault) => new Notes { Fault = fault }
        .Put(Ada, Note("note"))
        .Put(Ada, Note("retained") with { Retention = new ItemRetention(RetentionException.LegalClaims, "Preskriptionslagen 1981:130 § 2", null) })
        .Put(Bob, Note("note"));

    private static PersonalDataItem Note(string id) => new() { Id = id, Category = PersonalDataCategory.FreeText, Length = 4 };
}
