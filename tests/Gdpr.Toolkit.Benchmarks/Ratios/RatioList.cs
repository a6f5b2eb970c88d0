using Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;
using Gdpr.Toolkit.Benchmarks.Ratios.Encryption;
using Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;
using Gdpr.Toolkit.Benchmarks.Ratios.Erasure;
using Gdpr.Toolkit.Benchmarks.Ratios.Export;
using Gdpr.Toolkit.Benchmarks.Ratios.Map;
using Gdpr.Toolkit.Benchmarks.Ratios.Retention;

namespace Gdpr.Toolkit.Benchmarks.Ratios;

/// <summary>Everything that <c>dotnet run -c Release --project tests/Gdpr.Toolkit.Benchmarks -- ratios [FILTER]</c> measures. Add yours here.</summary>
internal static class RatioList
{
    public static IReadOnlyList<IRatio> All { get; } =
    [
        new AllRulesRatio(),
        new MicrosecondsPerProperty(),
        new RerunAllocations(),
        new MapSizeRatio(),
        new SecondsOfLargeMap(),
        new ExportRatio(),
        new PlanRatio(onPostgres: false),
        new PlanRatio(onPostgres: true),
        new SweepRatio(),
        new SealRatio(),
        new OpenRatio(),
        new ManyKeysRatio(valuesPerKey: 1),
        new ManyKeysRatio(valuesPerKey: 5),
        new TagRatio(),
        new ThreadsRatio(),
        new ThreadsOpenRatio(),
        new UnwrapRatio(),
        new MintRatio(),
        new ColdPeopleRatio(),
        new ReadRowsRatio(people: 100_000),
        new ReadRowsRatio(people: 10_000),
        new ReadStringsRatio(),
        new ReadStringsByConverterRatio(),
        new ReadStringsOfBareRatio(),
        new InsertRatio(),
        new InsertPeopleRatio(),
        new LookUpRatio(onPostgres: false),
        new LookUpRatio(onPostgres: true),
        new LookUpOfBareRatio(onPostgres: false),
        new LookUpOfBareRatio(onPostgres: true),
        new UnmarkedRatio(),
    ];
}
