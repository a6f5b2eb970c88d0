using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>What a source says of itself must be true of the model, and what it lists must be what it said.</summary>
public class SourceRuleTests
{
    [Fact]
    public async Task Everything_that_is_wrong_with_the_sources_stops_the_start_at_once()
    {
        await using var shop = await StartAsync(gdpr => gdpr.AddSource<WrongSource>().AddSource<NamelessSource>());

        var error = Assert.Throws<OptionsValidationException>(() => shop.Services.GetRequiredService<IStartupValidator>().Validate());

        string[] expected =
        [
            "'NamelessSource' has a Name that cannot be a folder everywhere",
            "'WrongSource' holds data about 'Invoice', which is no data subject",
            "'WrongSource' says twice that it holds 'Picture'",
            "'Health' in 'WrongSource' is of a special category",
            "'CriminalOffence' in 'WrongSource' concerns criminal convictions",
            "'Name' in 'WrongSource' is held for no purpose",
            "'Picture' in 'WrongSource' is used for 'fun', which is not registered",
            "'Age' in 'WrongSource' is used for 'customers-only', which has no legal basis for the role 'Customer'",
            "'NamelessSource' names no data subject",
            "'NamelessSource' does not say what it holds",
        ];
        Assert.All(expected, violation => Assert.Contains(violation, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_host_the_same_comes_when_a_source_is_needed_first()
    {
        await using var shop = await StartAsync(gdpr => gdpr.AddSource<NamelessSource>());
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.Contains("'NamelessSource' names no data subject", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sources_of_one_name_are_refused()
    {
        await using var shop = await StartAsync(gdpr =>
        {
            gdpr.AddSource<SoundSource>().AddSource<SoundSource>();
            gdpr.Services.AddScoped<IPersonalDataSource>(_ => new StubSource());
        });

        var error = Assert.Throws<OptionsValidationException>(() => shop.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("2 sources are named 'stub' (SoundSource, StubSource)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_described_correctly_starts()
    {
        await using var shop = await StartAsync(gdpr => gdpr.AddSource<SoundSource>());

        var error = Record.Exception(() => shop.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Null(error);
    }

    [Theory]
    [InlineData("cv-files", true)]
    [InlineData("s3", true)]
    [InlineData("", false)]
    [InlineData("CV-files", false)]
    [InlineData("cv_files", false)]
    [InlineData("cv--files", false)]
    [InlineData("-cv", false)]
    [InlineData("cv\n", false)]
    [InlineData("../cv", false)]
    [InlineData("ﬁles", false)]
    [InlineData("nul", false)]
    [InlineData("com1", false)]
    public async Task A_name_is_one_that_can_be_a_folder_everywhere(string name, bool isAllowed)
    {
        await using var shop = await StartAsync(gdpr => gdpr.Services.AddScoped<IPersonalDataSource>(_ => new NamedSource(name)));
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var error = await Record.ExceptionAsync(() => scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.Equal(isAllowed, error is null);
    }

    public static TheoryData<string, PersonalDataItem?[]> BrokenContracts => new()
    {
        { "null or has no id", [null] },
        { "null or has no id", [StubSource.Picture("")] },
        { "two items with the same id", [StubSource.Picture("1"), StubSource.Picture("1")] },
        { "'Name', which is not among its Holdings", [StubSource.Picture("1") with { Category = PersonalDataCategory.Name }] },
        { "negative length", [StubSource.Picture("1") with { Length = -1 }] },
        { "without a law", [StubSource.Picture("1") with { Retention = new ItemRetention(RetentionException.LegalClaims, " ", null) }] },
        { "without a law", [StubSource.Picture("1") with { Retention = new ItemRetention(0, "GDPR", null) }] },
    };

    [Theory]
    [MemberData(nameof(BrokenContracts))]
    public async Task What_a_source_must_not_list_is_an_error_that_names_the_source(string expected, PersonalDataItem?[] items)
    {
        await using var shop = await StartAsync(gdpr => gdpr.Services.AddScoped<IPersonalDataSource>(_ => new StubSource(items)));
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var error = await Assert.ThrowsAsync<PersonalDataSourceException>(() => scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal("stub", error.SourceName);
    }

    private static Task<TestHost<ShopContext>> StartAsync(Action<GdprToolkitBuilder> configure)
        => ShopHost.StartAsync(TestDatabase.Sqlite, options => options.ConfigureToolkit += gdpr =>
        {
            gdpr.Purpose("customers-only", p => p.For(DataSubjectRole.Visitor).On(LegalBasis.Contract));
            configure(gdpr);
        });

    private sealed class SoundSource() : StubSource, IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class NamedSource(string name) : StubSource
    {
        public override string Name => name;
    }

    private sealed class NamelessSource() : StubSource
    {
        public override string Name => null!;

        public override IReadOnlyCollection<Type> Subjects => [];

        public override IReadOnlyList<PersonalDataHolding> Holdings => [];
    }

    private sealed class WrongSource() : StubSource
    {
        public override IReadOnlyCollection<Type> Subjects => [typeof(Customer), typeof(Invoice)];

        public override IReadOnlyList<PersonalDataHolding> Holdings =>
        [
            new(PersonalDataCategory.Picture, "fun"),
            new(PersonalDataCategory.Picture, ShopPurposes.Service),
            new(PersonalDataCategory.Health, ShopPurposes.Service),
            new(PersonalDataCategory.CriminalOffence, ShopPurposes.Service),
            new(PersonalDataCategory.Name),
            new(PersonalDataCategory.Age, "customers-only"),
        ];
    }
}
