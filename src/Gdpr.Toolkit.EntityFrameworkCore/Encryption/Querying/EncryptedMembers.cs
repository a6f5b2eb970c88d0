using System.Linq.Expressions;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds the encrypted property that an expression of a query reads. Built once per model.</summary>
internal sealed class EncryptedMembers
{
    private const string AnnotationName = GdprAnnotationNames.Prefix + nameof(EncryptedMembers);

    private readonly List<ITypeBase> _types;
    private readonly HashSet<string> _names;

    private EncryptedMembers(IModel model)
    {
        _types = [.. model.GetEntityTypes().SelectMany(WithComplexTypes)];
        _names = [.. _types.SelectMany(type => type.GetProperties()).Where(IsEncrypted).Select(property => property.Name)];
    }

    public bool IsEmpty => _names.Count == 0;

    public static EncryptedMembers Of(IModel model)
        => model.GetOrAddRuntimeAnnotationValue(AnnotationName, static model => new EncryptedMembers(model!), model);

    /// <summary>Recognises a member access, an indexer or <c>EF.Property</c> that reads an encrypted property, whatever casts surround it.</summary>
    public EncryptedMember? Find(Expression expression, IndexSlot slot) => Casts.Strip(expression) switch
    {
        MemberExpression { Member.Name: nameof(Nullable<>.Value), Expression: { } nullable }
            when Nullable.GetUnderlyingType(nullable.Type) is not null => Find(nullable, slot),
        MemberExpression { Expression: { } instance } access => Find(instance, access.Member.Name, slot),
        MethodCallExpression { Method.IsGenericMethod: true, Arguments: [var instance, ConstantExpression { Value: string name }] } call
            when call.Method.DeclaringType == typeof(EF) && call.Method.Name == nameof(EF.Property) => Find(instance, name, slot),
        MethodCallExpression { Method.Name: "get_Item", Object: { } instance, Arguments: [ConstantExpression { Value: string name }] } => Find(instance, name, slot),
        _ => null,
    };

    private static bool IsEncrypted(IProperty property) => property.EncryptedColumn() is not null;

    private static IEnumerable<ITypeBase> WithComplexTypes(ITypeBase type)
        => type.GetComplexProperties().SelectMany(property => WithComplexTypes(property.ComplexType)).Prepend(type);

    private EncryptedMember? Find(Expression instance, string name, IndexSlot slot)
    {
        if (!_names.Contains(name))
        {
            return null;
        }

        // One CLR type can be mapped several times, and an interface or an unmapped base stands for several types. Where
        // they do not agree the expression is left alone: the guard of the SQL sees which column it became.
        var type = Casts.NarrowestType(instance);
        var properties = _types
            .Where(candidate => candidate.ClrType.IsAssignableTo(type))
            .Select(candidate => candidate.FindProperty(name))
            .OfType<IProperty>()
            .ToList();
        return properties.Count > 0 && properties.TrueForAll(IsEncrypted) ? Describe(instance, properties, slot) : null;
    }

    private static EncryptedMember Describe(Expression instance, List<IProperty> properties, IndexSlot slot)
    {
        var indexes = properties.ConvertAll(property => Index(property, slot));
        var first = indexes[0];
        var agree = first is not null && indexes.TrueForAll(index => index?.Name == first.Name && index.ClrType == first.ClrType);
        return new EncryptedMember(instance, properties[0].EncryptedColumn()!, agree ? first : null);
    }

    private static IProperty? Index(IProperty property, IndexSlot slot) => property.DeclaringType.GetProperties().FirstOrDefault(
        candidate => candidate.IndexSlot() == slot && ReferenceEquals(candidate.IndexedColumn(), property.EncryptedColumn()));
}
