using System.Text;

namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// Labels of domain names in ASCII (RFC 3492). <see cref="System.Globalization.IdnMapping"/> maps characters first where it has
/// ICU and does not where it has none, so that an address would have another tag on another host.
/// </summary>
internal static class Punycode
{
    private const string Prefix = "xn--";
    private const int LongestLabel = 63;

    private const int FirstCodePoint = 0x80;
    private const int InitialBias = 72;
    private const int Base = 36;
    private const int LeastThreshold = 1;
    private const int GreatestThreshold = 26;
    private const int Skew = 38;
    private const int Damp = 700;

    /// <summary>Encodes the labels of a domain that are not ASCII; one too long to be a label stays as it is.</summary>
    public static string EncodeDomain(string domain)
        => string.Join('.', domain.Split('.', '\u3002', '\uFF0E', '\uFF61').Select(EncodeLabel));

    private static string EncodeLabel(string label)
        => Ascii.IsValid(label) || label.Length > LongestLabel ? label : Prefix + Encode([.. label.EnumerateRunes().Select(rune => rune.Value)]);

    private static string Encode(int[] codePoints)
    {
        var output = new StringBuilder();
        foreach (var codePoint in codePoints.Where(c => c < FirstCodePoint))
            output.Append((char)codePoint);
        var basic = output.Length;
        if (basic > 0)
            output.Append('-');

        var (current, delta, bias) = (FirstCodePoint, 0, InitialBias);
        for (var handled = basic; handled < codePoints.Length; delta++, current++)
        {
            var next = codePoints.Where(c => c >= current).Min();
            delta += (next - current) * (handled + 1);
            current = next;
            foreach (var codePoint in codePoints)
            {
                if (codePoint < current)
                    delta++;
                if (codePoint != current)
                    continue;
                AppendNumber(output, delta, bias);
                handled++;
                bias = Adapt(delta / (handled == basic + 1 ? Damp : 2), handled);
                delta = 0;
            }
        }

        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, int number, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, LeastThreshold, GreatestThreshold);
            if (number < threshold)
            {
                output.Append(Digit(number));
                return;
            }

            output.Append(Digit(threshold + ((number - threshold) % (Base - threshold))));
            number = (number - threshold) / (Base - threshold);
        }
    }

    private static int Adapt(int delta, int handled)
    {
        delta += delta / handled;
        var k = 0;
        for (; delta > (Base - LeastThreshold) * GreatestThreshold / 2; k += Base)
            delta /= Base - LeastThreshold;
        return k + ((Base - LeastThreshold + 1) * delta / (delta + Skew));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);
}
