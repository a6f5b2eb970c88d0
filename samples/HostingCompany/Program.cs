using System.Globalization;
using HostingCompany;
using HostingCompany.Story;
using Spectre.Console;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Contains("--help"))
{
    Console.WriteLine(Arguments.Usage);
    return ExitCode.Success;
}

var (arguments, error) = Arguments.Parse(args);
if (arguments is null)
{
    await Console.Error.WriteLineAsync($"{error}{Environment.NewLine}{Environment.NewLine}{Arguments.Usage}");
    return ExitCode.Unusable;
}

var console = Console.IsOutputRedirected ? ConsoleForLogs() : AnsiConsole.Console;
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    var story = new HostingStory(arguments, console);
    return await story.TellAsync(stop.Token) ? ExitCode.Success : ExitCode.CheckFailed;
}
catch (UnusableException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ExitCode.Unusable;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return ExitCode.CheckFailed;
}

// No colours and no moving bars in a file, and tables that need not fold at 80 columns.
static IAnsiConsole ConsoleForLogs()
{
    var console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.No,
        ColorSystem = ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
    });
    console.Profile.Width = 160;
    return console;
}
