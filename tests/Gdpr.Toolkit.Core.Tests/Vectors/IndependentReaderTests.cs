namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>The format page is enough to read what the library writes: a Python script that was written from it does.</summary>
public class IndependentReaderTests
{
    [PythonTheory]
    [InlineData("read_gt1.py", "gt1.json")]
    [InlineData("read_gt1.py", "gt1-epochs.json")]
    [InlineData("read_gt1_files.py", "gt1-files.json")]
    public async Task Python_and_OpenSSL_read_every_frozen_vector(string reader, string vectors)
    {
        var file = Path.Combine(VectorFile.Folder, vectors);
        var count = VectorFile.Load(file).Groups.Sum(group => group["tests"]!.AsArray().Count);

        var (exitCode, output) = await Python.ReadAsync(reader, file);

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

        var (exitCode, output) = await Python.ReadAsync("read_gt1.py", changed);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AssertionError", output, StringComparison.Ordinal);
    }
}
