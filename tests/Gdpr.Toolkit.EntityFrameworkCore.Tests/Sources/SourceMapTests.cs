using System.Text.Json;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>The map prints sources beside the entities of the people they know.</summary>
public class SourceMapTests
{
    [Fact]
    public async Task The_map_prints_what_sources_hold_below_the_people_they_know()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        await using var scope = shop.NewScope();

        var text = scope.Context.GetPersonalDataMap().ToMarkdown([new VideoSource()]);

        Assert.Contains(
            "### videos (outside the database)\n\n| Category | Purposes | Provenance |\n|---|---|---|\n| Picture | accounting | Provided |\n", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("## Customer", StringComparison.Ordinal) < text.IndexOf("### videos", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_map_says_the_same_to_programs_and_nothing_when_it_was_not_told()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        await using var scope = shop.NewScope();
        var map = scope.Context.GetPersonalDataMap();

        using var told = JsonDocument.Parse(map.ToJson([new VideoSource()]));
        using var untold = JsonDocument.Parse(map.ToJson());

        var source = Assert.Single(told.RootElement.GetProperty("subjects")[0].GetProperty("sources").EnumerateArray());
        Assert.Equal("videos", source.GetProperty("name").GetString());
        Assert.Equal("accounting", source.GetProperty("holdings")[0].GetProperty("purposes")[0].GetString());
        Assert.False(untold.RootElement.GetProperty("subjects")[0].TryGetProperty("sources", out _));
    }
}
