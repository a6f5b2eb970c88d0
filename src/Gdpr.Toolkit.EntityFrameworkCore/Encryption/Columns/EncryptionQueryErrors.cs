using Gdpr.Toolkit.Telemetry;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What encrypted columns cannot do, said with the property's name and the way out.</summary>
internal static class EncryptionQueryErrors
{
    public static InvalidOperationException ValueOutsideSave(ColumnBinding column) => new(
        $"'{column.DisplayName}' is stored encrypted under each person's own key, so a value can reach the database only through "
        + "SaveChanges. To compare it in a query, mark it [Encrypted(Searchable = true)] and use ==, Equals or Contains; to change it, "
        + "load the rows and call SaveChanges.");

    public static InvalidOperationException NoContext(ColumnBinding column) => new(
        $"'{column.DisplayName}' was read or compared outside a query of a DbContext. Use it in an ordinary query, "
        + "not as a constant (EF.Constant) or in a precompiled query.");

    public static InvalidOperationException NotSearchable(ColumnBinding column, string operation) => Refused(
        $"'{column.DisplayName}' is encrypted and has no blind index, so a query cannot use it with {operation}. "
        + "Mark it [Encrypted(Searchable = true)], or compare after AsEnumerable().");

    public static InvalidOperationException Unsupported(ColumnBinding column, string operation) => Refused(
        $"'{column.DisplayName}' is encrypted, so the database cannot evaluate {operation} on it: it would work on ciphertext. "
        + "Only ==, !=, Equals, Contains over a list, join keys and comparison with null work (through the blind index); "
        + "do anything else after AsEnumerable(), or keep a separate column that is not personal data.");

    public static InvalidOperationException ComparedAcrossColumns(ColumnBinding column, ColumnBinding other) => Refused(
        $"'{column.DisplayName}' and '{other.DisplayName}' are encrypted and have blind indexes of their own, so the database cannot tell "
        + "whether their values are equal. Compare them after AsEnumerable(), or give both the same IndexDomain.");

    public static InvalidOperationException ComparedWithOther(ColumnBinding column) => Refused(
        $"'{column.DisplayName}' is encrypted, so the database can compare it only with values that are known before the query "
        + "runs, and with itself in other rows. Compute the value first and pass it as a variable, or compare after AsEnumerable().");

    public static InvalidOperationException ExecuteUpdate(ColumnBinding column) => Refused(
        $"'{column.DisplayName}' is encrypted under each person's own key, so ExecuteUpdate cannot set it. "
        + "Load the rows, change them and call SaveChanges.");

    public static InvalidOperationException ExecuteUpdateOfIndex(ColumnBinding column) => Refused(
        $"The blind index of '{column.DisplayName}' is kept by SaveChanges; ExecuteUpdate cannot set it.");

    public static InvalidOperationException ExecuteUpdateOfLink(IReadOnlyProperty property) => Refused(
        $"'{property.DeclaringType.DisplayName()}.{property.Name}' says whose encrypted values hang on a row; they are bound to that "
        + "person's key, so ExecuteUpdate cannot set it. Change the rows with SaveChanges, which checks that they stay with theirs, or move "
        + "one to another person with ReassignAsync.");

    public static InvalidOperationException ExecuteUpdateOfErasure(IReadOnlyProperty property) => Refused(
        $"'{property.DeclaringType.DisplayName()}.{property.Name}' says how far the erasure of a person has come; ExecuteUpdate would hide people, or show "
        + "them again, without one. Use Remove, or IPersonalDataErasure.PlanAsync and EraseAsync.");

    public static InvalidOperationException ExecuteDeleteOfRetained(string entity, string property) => Refused(
        $"ExecuteDelete on '{entity}' would delete '{property}', which a law can retain, without looking whether it still does. Erase the person "
        + "with IPersonalDataErasure, or ask IPersonalDataRetention and Remove the rows whose time is up.");

    public static InvalidOperationException ExecuteDeleteOfSubject(string entity) => Refused(
        $"ExecuteDelete on '{entity}' would delete people without erasing them: their keys, their other rows and their certificate "
        + "would be left over. Use Remove, or IPersonalDataErasure.PlanAsync and EraseAsync.");

    private static InvalidOperationException Refused(string message)
    {
        GdprMeters.QueriesRefused.Add(1, new KeyValuePair<string, object?>(GdprTags.Query, GdprTags.Linq));
        return new InvalidOperationException(message);
    }
}
