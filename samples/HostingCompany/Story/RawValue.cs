using System.Globalization;

namespace HostingCompany.Story;

/// <summary>Prints what a database holds.</summary>
internal static class RawValue
{
    private const int ShownBytes = 12;

    public static string Text(object? value) => value switch
    {
        null or DBNull => "NULL",
        byte[] bytes when bytes.Length > ShownBytes => string.Create(
            CultureInfo.InvariantCulture, $"0x{Convert.ToHexString(bytes, 0, ShownBytes)}… ({bytes.Length} bytes)"),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
