using System.Collections;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>A tracked entity, or an owned or complex part in it, whose values can be set.</summary>
/// <param name="Owner">The object.</param>
/// <param name="Entry">Its entry: of an entity, of a complex property, or of an element of a complex collection.</param>
internal sealed record EntryPart(object Owner, object Entry)
{
    /// <summary>Finds all places where a row holds a mapped property.</summary>
    public static IEnumerable<EntryPart> Of(DbContext context, PersonRow row, MappedProperty property)
        => property.Steps.Aggregate(
            (IEnumerable<EntryPart>)[new EntryPart(row.Entity, context.Entry(row.Entity))],
            (parts, step) => parts.SelectMany(part => part.Follow(context, step)));

    public PropertyEntry Property(IProperty property) => Entry switch
    {
        ComplexPropertyEntry complex => complex.Property(property),
        ComplexElementEntry element => element.Property(property),
        _ => ((EntityEntry)Entry).Property(property),
    };

    private IEnumerable<EntryPart> Follow(DbContext context, IPropertyBase step) => (step, Value: step.GetGetter().GetClrValue(Owner)) switch
    {
        (_, null) => [],
        (INavigation { IsCollection: true }, IEnumerable parts) => parts.Cast<object>().Select(part => new EntryPart(part, context.Entry(part))),
        (INavigation, var part) => [new EntryPart(part, context.Entry(part))],
        (IComplexProperty { IsCollection: true } complex, IEnumerable parts) => parts.Cast<object>().Select((part, index) => new EntryPart(part, Collection(complex)[index])),
        var (_, part) => [new EntryPart(part, Complex((IComplexProperty)step))],
    };

    private ComplexPropertyEntry Complex(IComplexProperty complex) => Entry switch
    {
        ComplexPropertyEntry outer => outer.ComplexProperty(complex),
        ComplexElementEntry element => element.ComplexProperty(complex),
        _ => ((EntityEntry)Entry).ComplexProperty(complex),
    };

    private ComplexCollectionEntry Collection(IComplexProperty complex) => Entry switch
    {
        ComplexPropertyEntry outer => outer.ComplexCollection(complex),
        ComplexElementEntry element => element.ComplexCollection(complex),
        _ => ((EntityEntry)Entry).ComplexCollection(complex),
    };
}
