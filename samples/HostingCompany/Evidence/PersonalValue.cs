using System.Text;
using System.Text.RegularExpressions;

namespace HostingCompany.Evidence;

/// <summary>One personal value of one person: a line of <c>people.csv</c>.</summary>
/// <param name="Person">Whose it is, such as <c>Customer-17</c>.</param>
/// <param name="Entity">The entity, by the name that certificates use.</param>
/// <param name="Property">The property's path within the entity, such as <c>Address.Street</c>.</param>
/// <param name="Value">The value as text, in the form in which SQLite stores it unencrypted.</param>
/// <param name="Encrypted">Whether the property is stored encrypted.</param>
internal sealed partial record PersonalValue(string Person, string Entity, string Property, string Value, bool Encrypted)
{
    private const int ShortestTelling = 6;

    /// <summary>Gets whether finding the value in a file means something: days, amounts and short words stand in other places, too.</summary>
    public bool IsTelling => Encoding.UTF8.GetByteCount(Value) >= ShortestTelling && !DayOrAmount().IsMatch(Value);

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2}|\d+\.\d+)$")]
    private static partial Regex DayOrAmount();
}
