using System.Text;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.Core.Tests.Export;

public class CsvRecordsTests
{
    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+46 70", "\"'+46 70\"")]
    [InlineData("-5 is text", "\"'-5 is text\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("'quoted", "''quoted")]
    [InlineData("plain", "plain")]
    [InlineData("a,b \"c\"", "\"a,b \"\"c\"\"\"")]
    [InlineData("", "")]
    public void A_text_that_a_spreadsheet_could_run_gets_an_apostrophe(string text, string cell) => Assert.Equal(cell, Write(text));

    [Theory]
    [InlineData(-5, "-5")]
    [InlineData(-5L, "-5")]
    [InlineData((short)-5, "-5")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(-0.5f, "-0.5")]
    [InlineData(double.NegativeInfinity, "\"'-Infinity\"")]
    [InlineData(true, "true")]
    [InlineData(null, "")]
    public void Numbers_and_truth_values_stay_as_they_are(object? value, string cell) => Assert.Equal(cell, Write(value));

    [Fact]
    public void Dates_and_bytes_are_written_as_in_JSON()
    {
        Assert.Equal("2026-03-14", Write(new DateOnly(2026, 3, 14)));
        Assert.Equal("2026-03-14T12:00:00.5Z", Write(new DateTime(2026, 3, 14, 12, 0, 0, 500, DateTimeKind.Utc)));
        Assert.Equal("2026-03-14T12:00:00+01:00", Write(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.FromHours(1))));
        Assert.Equal("AP8=", Write(new byte[] { 0, 255 }));
        Assert.Equal("-12.50", Write(-12.50m));
    }

    private static string Write(object? value)
    {
        using var stream = new MemoryStream();
        using (var records = new CsvRecords(stream, ["value", "other"]))
        {
            records.Write([value, 1]);
        }

        var lines = Encoding.UTF8.GetString(stream.ToArray());
        Assert.StartsWith("value,other\r\n", lines, StringComparison.Ordinal);
        Assert.EndsWith(",1\r\n", lines, StringComparison.Ordinal);
        return lines["value,other\r\n".Length..^",1\r\n".Length];
    }
}
