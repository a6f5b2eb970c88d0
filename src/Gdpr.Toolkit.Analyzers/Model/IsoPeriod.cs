namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Reads ISO 8601 periods of years, months, weeks and days, in this order, as the toolkit does.</summary>
internal static class IsoPeriod
{
    private const string Units = "YMWD";
    private const int MaxDigits = 4;

    public static bool IsValid(string text)
    {
        if (text.Length < 3 || text[0] != 'P')
            return false;

        var at = 1;
        foreach (var unit in Units)
        {
            var start = at;
            while (at < text.Length && text[at] is >= '0' and <= '9')
                at++;
            if (at == start)
                return at == text.Length;
            if (at == text.Length)
                return false;
            if (text[at] != unit)
            {
                // The number belongs to a smaller unit.
                at = start;
                continue;
            }

            if (at - start > (unit == 'D' ? MaxDigits + 1 : MaxDigits))
                return false;
            at++;
        }

        return at == text.Length;
    }
}
