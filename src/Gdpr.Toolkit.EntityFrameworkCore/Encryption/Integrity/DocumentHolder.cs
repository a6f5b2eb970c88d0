using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>An object whose row holds JSON documents, and what the row tells of its person.</summary>
/// <param name="Instance">The object.</param>
/// <param name="Subject">What rows of its entity tell.</param>
/// <param name="Key">The person's key, or else the row's first foreign key on the way to the person.</param>
internal sealed record DocumentHolder(object Instance, RowSubject Subject, object?[] Key)
{
    /// <summary>Gives the person's key; null where the row is linked to nobody, or rows on the way are not tracked.</summary>
    public object[]? PersonIn(DbContext context)
        => Subject.PersonKey is null ? TrackedPeople.Find(context, Subject, Key)
            : Key.Contains(null) ? null
            : [.. Key.OfType<object>()];
}
