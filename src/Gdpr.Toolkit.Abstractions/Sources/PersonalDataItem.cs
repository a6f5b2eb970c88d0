namespace Gdpr.Toolkit.Sources;

/// <summary>One thing that a source holds about a person: a file, a recording, a message.</summary>
/// <remarks>Immutable. <see cref="ToString"/> names the category only, so that it can be logged.</remarks>
public sealed record PersonalDataItem
{
    /// <summary>Gets what the source knows the item by.</summary>
    /// <value>Not empty; unique among the person's items in this source, and the same whenever the item is found. It is never exported or printed.</value>
    public required string Id { get; init; }

    /// <summary>Gets what kind of personal data it is: one of the source's holdings.</summary>
    public required PersonalDataCategory Category { get; init; }

    /// <summary>Gets what the person reads beside the file in an export package, such as its original name.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the media type of the content (RFC 6838), such as <c>application/pdf</c>.</summary>
    public string? MediaType { get; init; }

    /// <summary>Gets the length of the content in bytes, where it is known.</summary>
    /// <value>Not negative. An export fails if another number of bytes is written.</value>
    public long? Length { get; init; }

    /// <summary>Gets why the item must be kept although the person is erased.</summary>
    /// <value>The default is null: nothing keeps it.</value>
    public ItemRetention? Retention { get; init; }

    /// <summary>Names the category, not the item.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"{nameof(PersonalDataItem)} ({Category})";
}
