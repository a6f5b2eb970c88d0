using System.Globalization;
using System.Reflection;
using System.Text;
using Gdpr.Toolkit;
using HostingCompany.Model;

namespace HostingCompany.Evidence;

/// <summary>What must hold of made-up data before a byte search over it can prove anything.</summary>
internal static class DataRules
{
    private const int ShortestEncryptedValue = 6;

    /// <summary>Checks a set of people before it is saved.</summary>
    /// <returns>What does not hold; empty when all does.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(
        IReadOnlyCollection<object> people, CancellationToken cancellationToken)
    {
        var encrypted = people.SelectMany(PersonalValues.Of).Where(value => value.Encrypted).Select(value => value.Value).ToHashSet();
        var problems = encrypted
            .Where(value => Encoding.UTF8.GetByteCount(value) < ShortestEncryptedValue)
            .Select(value => $"'{value}' is encrypted and so short that it may occur in a file by chance.")
            .ToList();

        var open = string.Join('\n', people.SelectMany(PlaintextOf));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(open));
        var hits = await new ByteSearch(encrypted).SearchAsync("unencrypted values", stream, cancellationToken);
        problems.AddRange(hits.Select(hit => $"'{hit.Value}' is encrypted, and also part of an unencrypted value."));
        return problems;
    }

    private static IEnumerable<string> PlaintextOf(object person)
        => Belongings.Of(person).SelectMany(RowsIn).SelectMany(row => row.GetType().GetProperties()
            .Where(property => !property.IsDefined(typeof(EncryptedAttribute)) && IsScalar(property.PropertyType))
            .Select(property => property.GetValue(row))
            .OfType<object>()
            .Select(value => value as string ?? (IsPersonalType(value)
                ? PersonalValues.Text(value)
                : Convert.ToString(value, CultureInfo.InvariantCulture)!)));

    private static IEnumerable<object> RowsIn(Belonging belonging)
        => belonging.Row is Customer customer ? [customer, customer.Address, customer.Preferences] : [belonging.Row];

    private static bool IsScalar(Type type)
        => type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsValueType;

    private static bool IsPersonalType(object value) => value is DateOnly or DateTime or decimal;
}
