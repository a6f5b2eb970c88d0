using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What is wrong with rows as wholes.</summary>
internal static class IntegrityErrors
{
    public static WrongSubjectException WrongSubject(IReadOnlyEntityType entityType, ColumnBinding column) => new(
        $"The value stored for '{column.DisplayName}' was encrypted for somebody else than the person this row of '{entityType.DisplayName()}' "
        + "belongs to. It was copied from another person's row, or the row's link was changed past the library. Find out what wrote it, and run "
        + $"VerifyIntegrityAsync, which lists all such rows. See {WrongSubjectException.Id}.");
}
