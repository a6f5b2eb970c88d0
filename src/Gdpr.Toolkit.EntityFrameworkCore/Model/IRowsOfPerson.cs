using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>One row of a person, or several that are alike in everything that decides what becomes of them.</summary>
internal interface IRowsOfPerson
{
    MappedEntity Mapped { get; }

    /// <summary>Gets how many rows they are.</summary>
    int Count { get; }

    /// <summary>Gets the properties that hold personal data in these rows.</summary>
    IEnumerable<MappedProperty> Personal { get; }

    /// <summary>Reads a property of the entity itself.</summary>
    object? this[IProperty property] { get; }

    /// <summary>Reads a mapped property: one value, or one for every element of an owned collection.</summary>
    IEnumerable<object?> Values(MappedProperty property);

    /// <summary>Reads another property of every instance that holds a mapped one.</summary>
    IEnumerable<object?> Beside(MappedProperty property, string name);

    /// <summary>Reads the values of a key or foreign key; nulls where several rows are not told apart by it.</summary>
    object?[] KeyValues(IReadOnlyList<IProperty> properties);
}
