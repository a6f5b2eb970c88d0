using System.Globalization;
using CsvHelper;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes records as CSV (RFC 4180, UTF-8) that no spreadsheet takes for formulas (CWE-1236).</summary>
/// <remarks>
/// A text that begins like a formula, or with an apostrophe, gets an apostrophe in front: taking one leading apostrophe away gives every
/// text back. Numbers, dates and truth values stay as they are.
/// </remarks>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>What the manifest says of the guard.</summary>
    public const string GuardName = "leading-apostrophe";

    private const char Apostrophe = '\'';

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=@+-\t\r\n",
        TrueValue = "true",
        FalseValue = "false",
    };

    private readonly CsvWriter _writer;

    public CsvRecords(Stream destination, IEnumerable<string> columns)
    {
        _writer = CsvWriter.Create(destination, Options, leaveOpen: true);
        _writer.WriteHeader([.. columns]);
    }

    public void Write(ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
            Write(value);
        _writer.EndRecord();
    }

    public void Dispose() => _writer.Dispose();

    private void Write(object? value)
    {
        switch (value)
        {
            case bool flag:
                _writer.WriteField(flag);
                break;
            case int number:
                _writer.WriteField(number);
                break;
            case long number:
                _writer.WriteField(number);
                break;
            case decimal number:
                _writer.WriteField(number);
                break;
            case sbyte or short:
                _writer.WriteField(Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                _writer.WriteField(number);
                break;
            case float number when float.IsFinite(number):
                _writer.WriteField(number);
                break;
            case DateTime moment:
                _writer.WriteField(moment, ExportValue.MomentFormat);
                break;
            case DateTimeOffset moment:
                _writer.WriteField(moment, ExportValue.MomentFormat);
                break;
            case DateOnly date:
                _writer.WriteField(date, "O");
                break;
            default:
                _writer.WriteField(Guard(ExportValue.Text(value)));
                break;
        }
    }

    /// <summary>Adds what the library's guard leaves out: the apostrophe itself, and the wide forms that East Asian spreadsheets read as the narrow ones.</summary>
    private static string Guard(string text)
        => text is [Apostrophe or '＝' or '＠' or '＋' or '－', ..] ? Apostrophe + text : text;
}
