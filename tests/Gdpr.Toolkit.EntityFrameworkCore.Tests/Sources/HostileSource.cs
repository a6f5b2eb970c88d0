using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>Gives names and media types that would lead out of the package, or into a browser, if anybody used them.</summary>
internal sealed class HostileSource() : StubSource(
    Picture("../../etc/passwd") with { Description = "..\\..\\autorun.exe", MediaType = "image/../../x" },
    Picture("page.html") with { Description = "<script>", MediaType = "text/html" })
{
    public override string Name => "hostile";

    public override async Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(destination);
        await writer.WriteAsync("closes the stream, as writers do".AsMemory(), cancellationToken);
    }
}
