using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The person that an entry belongs to: by key, or by the entry of a person whose key the database has yet to give.</summary>
internal readonly record struct ResolvedSubject(string Kind, IReadOnlyList<object>? Key, IUpdateEntry? NewPerson);
