using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What a replay has to do about one person.</summary>
/// <param name="SubjectReference">The person's reference, in hexadecimal.</param>
/// <param name="Missing">The erasures, and destructions of key groups, that the database does not know of.</param>
/// <param name="Keys">The ids of all keys of this person that the ledger lists.</param>
/// <param name="Revived">The rows of those that could be opened again.</param>
internal sealed record ReplayWork(
    string SubjectReference, IReadOnlyList<LedgerErasure> Missing, IReadOnlySet<KeyId> Keys, IReadOnlyList<KeyRow> Revived)
{
    /// <summary>Gets whether only keys of groups have to go again, and the person stays.</summary>
    public bool IsKeyGroup => Missing.All(one => one.IsKeyGroup) && Revived.All(row => row.Group != KeyGroups.Main);
}
