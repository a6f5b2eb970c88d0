using System.Text;

namespace Gdpr.Toolkit.TestSupport.Tests;

public sealed class ByteSearchTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Text_is_found_in_the_encodings_that_databases_write(string encoding)
    {
        File.WriteAllBytes(_path, [0, 255, .. Encoding.GetEncoding(encoding).GetBytes("Åsa Öberg"), 0]);

        Assert.True(ByteSearch.Contains(_path, "Öberg"));
        Assert.False(ByteSearch.Contains(_path, "Oberg"));
    }

    [Fact]
    public void A_missing_file_is_an_error_and_not_an_absence()
        => Assert.Throws<FileNotFoundException>(() => ByteSearch.Contains(_path + ".missing", "Ada"));

    [Fact]
    public void A_file_that_goes_during_the_search_does_not_end_it_and_its_new_name_is_searched()
    {
        File.WriteAllText(_path, "Ada");
        string[][] listings = [[_path + ".gone", _path + ".gone too"], [_path]];
        var listed = 0;

        var found = ByteSearch.FilesContaining(() => listings[listed++], "Ada");

        Assert.Equal([_path], found);
        Assert.Equal(2, listed);
    }

    [Fact]
    public void Nothing_can_not_be_searched_for()
        => Assert.Throws<ArgumentException>(() => ByteSearch.Contains(_path, ""));

    public void Dispose() => File.Delete(_path);
}
