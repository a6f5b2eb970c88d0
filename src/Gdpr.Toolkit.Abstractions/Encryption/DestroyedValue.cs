namespace Gdpr.Toolkit;

/// <summary>What reading an encrypted value gives once its key is destroyed, by an erasure or with its key group.</summary>
/// <remarks>
/// Only then: a value that was tampered with, whose key is missing or whose format is unknown throws in any case. The value
/// itself stays in the database, and nobody can open it any more.
/// </remarks>
public enum DestroyedValue
{
    /// <summary>What <c>GdprToolkitBuilder.OnDestroyedValue</c> says where the property allows it; otherwise, and without it, <see cref="Throw"/>.</summary>
    Default = 0,

    /// <summary>Reading throws <see cref="Encryption.SubjectKeyDestroyedException"/>.</summary>
    Throw = 1,

    /// <summary>The property is <see langword="null"/>. It has to be nullable.</summary>
    Null = 2,

    /// <summary>The property has the value of <see cref="PersonalDataAttribute.Replacement"/>, which has to be declared.</summary>
    Replacement = 3,
}
