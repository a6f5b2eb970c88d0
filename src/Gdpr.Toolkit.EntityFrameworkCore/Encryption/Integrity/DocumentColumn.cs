using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A column of JSON documents that hold encrypted values.</summary>
/// <param name="Holder">The entity type whose rows hold the documents.</param>
/// <param name="Table">The table, which has a primary key.</param>
/// <param name="Name">The column.</param>
/// <param name="Content">The owned or complex type that a document is, or that its elements are.</param>
internal sealed record DocumentColumn(IEntityType Holder, ITable Table, string Name, ITypeBase Content)
{
    /// <summary>Finds the documents with encrypted values in the rows of an entity type.</summary>
    public static IEnumerable<DocumentColumn> Of(IEntityType entityType)
        => from content in entityType.IsMappedToJson() ? [] : Contents(entityType)
           let name = content.GetContainerColumnName()!
           from mapping in entityType.GetTableMappings()
           where mapping.Table.PrimaryKey is not null && mapping.Table.FindColumn(name) is not null
           select new DocumentColumn(entityType, mapping.Table, name, content);

    public CheckedDocument SelectFrom(RowQuery query)
    {
        var subject = RowSubject.Of(Holder);
        var person = new CheckedPerson(subject.Kind, subject.Path is null ? [] : query.SelectPerson(subject));
        return new CheckedDocument(query.Select(Name), DocumentPart.Of(Content, person));
    }

    private static IEnumerable<ITypeBase> Contents(IEntityType entityType)
        => JsonDocuments.Owned(entityType)
            .Where(owned => JsonDocuments.OwnedParts(owned).Prepend(owned).Any(JsonDocuments.HoldsEncrypted))
            .Concat<ITypeBase>(JsonDocuments.Complex(entityType).Select(complex => complex.ComplexType).Where(JsonDocuments.HoldsEncrypted));
}
