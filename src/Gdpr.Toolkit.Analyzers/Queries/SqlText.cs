using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Queries;

/// <summary>Reads the names of tables out of SQL that is written at a call.</summary>
internal static class SqlText
{
    private static readonly Regex Table = new(
        @"\b(?:from|into|update|join|table)\s+(?:[""\[`]?\w+[""\]`]?\.)?[""\[`]?(?<name>\w+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static IEnumerable<string> Tables(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            foreach (Match match in Table.Matches(TextOf(argument.Value)))
                yield return match.Groups["name"].Value;
        }
    }

    private static string TextOf(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (value.ConstantValue is { HasValue: true, Value: string text })
            return text;
        return value is IInterpolatedStringOperation interpolated
            ? string.Concat(interpolated.Parts.Select(part => part is IInterpolatedStringTextOperation { Text.ConstantValue.Value: string written } ? written : "?"))
            : "";
    }
}
