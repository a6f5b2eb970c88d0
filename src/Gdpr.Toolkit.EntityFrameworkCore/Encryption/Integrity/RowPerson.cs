using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.Telemetry;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Compares the owners of the keys that a row's values needed with the person whose row it is.</summary>
/// <remarks>
/// A key that was stored before its person's id was known says nothing until its row does: a crash in between must not make data unreadable.
/// </remarks>
internal readonly struct RowPerson(SubjectKeyring keyring)
{
    /// <exception cref="WrongSubjectException">One of the keys is somebody else's.</exception>
    public void Require<TId>(OpenedRow row, RowSubject subject, [DisallowNull] TId id)
    {
        for (var index = 0; index < row.Keys.Count; index++)
        {
            var key = row.Keys[index];
            if (ReferenceOf(key) is not null && !key.Owner.Is(id, subject.Kind, keyring.RequireRealm(key.Column)))
            {
                throw Refused(key, subject);
            }
        }
    }

    /// <exception cref="WrongSubjectException">The keys are not all of one person.</exception>
    public void RequireOne(OpenedRow row, RowSubject subject)
    {
        byte[]? first = null;
        for (var index = 0; index < row.Keys.Count; index++)
        {
            var reference = ReferenceOf(row.Keys[index]);
            first ??= reference;
            if (reference is not null && !reference.AsSpan().SequenceEqual(first))
            {
                throw Refused(row.Keys[index], subject);
            }
        }
    }

    private byte[]? ReferenceOf(OpenedKey key) => key.Owner.Reference ?? keyring.ReadOwner(key);

    private static WrongSubjectException Refused(OpenedKey key, RowSubject subject)
    {
        GdprMeters.RowsRefused.Add(1);
        return IntegrityErrors.WrongSubject(subject.EntityType, key.Column);
    }
}
