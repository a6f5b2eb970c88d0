using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A property that is to be encrypted, as the model is being built.</summary>
/// <param name="Property">The property.</param>
/// <param name="Mark">What is said of it.</param>
/// <param name="Display">What errors call it.</param>
/// <param name="Converted">What is sealed; null where the application asks for a conversion that does not exist.</param>
/// <param name="WhenDestroyed">What reading a value gives whose key is destroyed.</param>
internal sealed record EncryptionCandidate(
    IConventionProperty Property, EncryptionMark Mark, string Display, ConvertedType? Converted, DestroyedReading WhenDestroyed)
{
    /// <summary>Gets whether the value is stored within a JSON document.</summary>
    public bool IsInJson => Property.DeclaringType is IConventionEntityType entityType
        ? entityType.IsMappedToJson()
        : ((IConventionComplexType)Property.DeclaringType).IsMappedToJson();
}
