namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>The format page is enough to read what the library writes: a Python script that was written from it does.</summary>
public class IndependentReaderTests
{
    [PythonFact]
    public async Task Python_and_OpenSSL_read_every_frozen_vector()
    {
        var files = Directory.GetFiles(VectorFile.Folder, "*.json");
        var count = files.Sum(file => VectorFile.Load(file).Groups.Sum(group => group["tests"]!.AsArray().Count));

        var (exitCode, output) = await Python.ReadAsync(files);

        Assert.Equal($"{count} vectors read as frozen", output.TrimEnd());
        Assert.Equal(0, exitCode);
    }

    [PythonFact]
    public async Task They_notice_a_vector_that_is_not_what_it_says()
    {
        using var folder = new TemporaryFolder();
        var frozen = await File.ReadAllTextAsync(Path.Combine(VectorFile.Folder, "gt1.json"));
        var changed = folder.File("changed.json");
        await File.WriteAllTextAsync(changed, frozen.Replace("\"value\": \"Ada\"", "\"value\": \"Eve\"", StringComparison.Ordinal));

        var (exitCode, output) = await Python.ReadAsync(changed);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AssertionError", output, StringComparison.Ordinal);
    }
}
