using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The type of an encrypted property, and what an application's own conversion makes of it.</summary>
/// <param name="Model">The type of the property, without <see cref="Nullable{T}"/>.</param>
/// <param name="Stored">The type that is sealed: the same where nothing converts.</param>
/// <param name="Own">The conversion; null where there is none.</param>
/// <param name="Comparer">What compares values that are collections element by element; null for all others.</param>
internal sealed record ConvertedType(Type Model, Type Stored, ValueConverter? Own = null, ValueComparer? Comparer = null);
