using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Retention;

/// <summary>Tells what keeps one person from being swept from what keeps everybody.</summary>
internal static class StuckPerson
{
    /// <summary>
    /// Whether an exception is about one person: a value that has no replacement, was changed past the library or is read by no key, a row behind a
    /// boundary, a constraint of the database's, a source that cannot answer. Holds, the ledger and the connection are everybody's.
    /// </summary>
    public static bool IsTold(Exception exception)
        => exception is NotSupportedException or PersonalDataProtectionException or BeyondBoundaryException or DbUpdateException or PersonalDataSourceException;
}
