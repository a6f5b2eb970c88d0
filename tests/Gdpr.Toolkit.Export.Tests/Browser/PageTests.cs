using Deque.AxeCore.Playwright;
using Gdpr.Toolkit.Export.Tests.Club;

namespace Gdpr.Toolkit.Export.Tests.Browser;

/// <summary>What a person sees who opens the page of a package without a network.</summary>
public sealed class PageTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gdpr-page-");

    public void Dispose() => _directory.Delete(recursive: true);

    [BrowserFact]
    public async Task The_page_asks_for_nothing_and_the_console_says_nothing()
    {
        await using var open = await OpenAsync();

        Assert.Empty(open.Console);
        Assert.Equal([open.Page.Url], open.Requests);
    }

    [BrowserFact]
    public async Task The_page_has_no_barrier_that_axe_finds_in_either_language()
    {
        await using var open = await OpenAsync();

        foreach (var language in new[] { "Svenska", "English" })
        {
            await open.Page.GetByLabel(language).CheckAsync();
            var result = await open.Page.RunAxe();
            Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html).Take(3))}"));
            Assert.NotEmpty(result.Passes);
        }
    }

    [BrowserFact]
    public async Task The_page_opens_in_the_language_that_was_asked_for_and_can_be_switched()
    {
        await using var open = await OpenAsync();

        Assert.Equal("Your personal data (GDPR Art. 15)", await HeadingAsync(open));
        Assert.True(await open.Page.GetByText("Your rights").IsVisibleAsync());
        Assert.False(await open.Page.GetByText("Dina rättigheter").IsVisibleAsync());
        await open.ShootAsync("access-en.png");

        await open.Page.GetByLabel("Svenska").CheckAsync();

        Assert.Equal("Dina personuppgifter (GDPR art. 15)", await HeadingAsync(open));
        Assert.True(await open.Page.GetByText("Dina rättigheter").IsVisibleAsync());
        Assert.False(await open.Page.GetByText("Your rights").IsVisibleAsync());
        await open.ShootAsync("access-sv.png");
    }

    [BrowserFact]
    public async Task Scripts_and_writing_from_right_to_left_are_shown_as_text()
    {
        await using var open = await OpenAsync();

        Assert.Equal("Your personal data (GDPR Art. 15)", await open.Page.TitleAsync());
        Assert.Equal(0, await open.Page.Locator("script").CountAsync());
        Assert.True(await open.Page.GetByText(ClubHost.HostileName, new() { Exact = true }).First.IsVisibleAsync());
        Assert.Contains(ClubHost.RightToLeftName, await open.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("rtl", await open.Page.GetByText("ליאור אבישר").First.EvaluateAsync<string>("cell => getComputedStyle(cell).direction"));
    }

    [BrowserFact]
    public async Task Links_lead_to_the_files_of_the_package()
    {
        await using var open = await OpenAsync();

        var links = await open.Page.Locator("a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(_directory.FullName, link)), link));
    }

    [BrowserFact]
    public async Task The_page_prints_without_the_switch()
    {
        await using var open = await OpenAsync(DocumentLanguage.Swedish);
        Assert.Equal("sv", await open.Page.Locator("html").GetAttributeAsync("lang"));

        await open.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });

        Assert.False(await open.Page.GetByLabel("English").IsVisibleAsync());
        Assert.True(await open.Page.GetByText("Dina rättigheter").IsVisibleAsync());
        Assert.NotEmpty(await open.Page.PdfAsync());
    }

    private static Task<string> HeadingAsync(OpenPage open) => open.Page.Locator("h1").InnerTextAsync();

    private async Task<OpenPage> OpenAsync(DocumentLanguage language = DocumentLanguage.English)
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        (await club.PackAsync(member, options: new ExportOptions { Language = language })).Unpack(_directory.FullName);
        return await OpenPage.OpenAsync(Path.Combine(_directory.FullName, "index.html"));
    }
}
