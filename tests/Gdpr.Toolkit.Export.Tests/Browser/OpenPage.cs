using Gdpr.Toolkit.TestSupport;
using Microsoft.Playwright;

namespace Gdpr.Toolkit.Export.Tests.Browser;

/// <summary>The page of an unpacked package, open in a browser of its own, with everything that went wrong.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private OpenPage(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <summary>Gets what the console said: errors and warnings.</summary>
    public List<string> Console { get; } = [];

    /// <summary>Gets what the page asked for beside itself.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenPage> OpenAsync(string path)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = BrowserFactAttribute.Program,
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
        });
        var open = new OpenPage(playwright, browser, await browser.NewPageAsync());
        open.Page.Console += (_, message) => open.Note(message);
        open.Page.PageError += (_, error) => open.Console.Add(error);
        open.Page.Request += (_, request) => open.Requests.Add(request.Url);
        await open.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return open;
    }

    /// <summary>Keeps a picture for people to look at: the build server uploads the folder.</summary>
    public Task ShootAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(RepositoryRoot.Find(), "artifacts", "screenshots", name),
        FullPage = true,
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning")
        {
            Console.Add(message.Text);
        }
    }
}
