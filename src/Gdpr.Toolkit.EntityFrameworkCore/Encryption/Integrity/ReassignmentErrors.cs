using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Why a row cannot move to another person.</summary>
internal static class ReassignmentErrors
{
    public static InvalidOperationException NoPersonalRow(IReadOnlyEntityType entityType) => new(
        $"A '{entityType.DisplayName()}' belongs to nobody, or neither it nor a row that hangs on it holds encrypted values. Set its foreign key and call SaveChanges.");

    public static NotSupportedException Person(IReadOnlyEntityType entityType) => new(
        $"A '{entityType.DisplayName()}' is the person, or a part of their row. To merge two people, move the rows that belong to one of them, and erase that one.");

    public static NotSupportedException Further(IReadOnlyEntityType entityType, IReadOnlyForeignKey hop) => new(
        $"A '{entityType.DisplayName()}' belongs to its person by its '{hop.PrincipalEntityType.DisplayName()}'. Move that one, with everything that hangs on "
        + "it, or create a new row.");

    public static NotSupportedException LinkInKey(IReadOnlyEntityType entityType) => new(
        $"The link of a '{entityType.DisplayName()}' to its person is part of its primary key, which cannot change. Create a new row for the other person.");

    public static ArgumentException OtherKind(IReadOnlyEntityType entityType, IReadOnlyEntityType subject) => new(
        $"A '{entityType.DisplayName()}' belongs to a '{subject.DisplayName()}'. Name one of these as the new person.");

    public static InvalidOperationException NoSuchRow(IReadOnlyEntityType entityType) => new(
        $"The '{entityType.DisplayName()}' is not in the database, or was deleted meanwhile. Nothing was changed.");

    public static InvalidOperationException NoSuchPerson(IReadOnlyEntityType subject) => new(
        $"There is no '{subject.DisplayName()}' with the given key. Nothing was changed.");
}
