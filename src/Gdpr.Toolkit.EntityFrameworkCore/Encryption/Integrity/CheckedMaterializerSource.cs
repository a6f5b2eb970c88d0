using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Brackets the code that materialises rows with encrypted values by a check whose keys they are under.</summary>
/// <remarks>Code for other entity types is the inner source's, unchanged.</remarks>
internal sealed class CheckedMaterializerSource(IStructuralTypeMaterializerSource inner) : IStructuralTypeMaterializerSource
{
    private static readonly MethodInfo Begin = typeof(RowCheck).GetMethod(nameof(RowCheck.Begin))!;
    private static readonly MethodInfo EndWithPerson = typeof(RowCheck).GetMethod(nameof(RowCheck.EndWithPerson))!;
    private static readonly MethodInfo EndWithLink = typeof(RowCheck).GetMethod(nameof(RowCheck.EndWithLink))!;
    private static readonly MethodInfo Keep = typeof(RowCheck).GetMethod(nameof(RowCheck.Keep))!;
    private static readonly ConstructorInfo NewCompositeId = typeof(CompositeId).GetConstructors()[0];

    public Expression CreateMaterializeExpression(StructuralTypeMaterializerSourceParameters parameters, Expression materializationContextExpression)
    {
        var materialized = inner.CreateMaterializeExpression(parameters, materializationContextExpression);
        return parameters.StructuralType is IEntityType entityType && RowSubject.Of(entityType) is { IsChecked: true } subject
            ? Check(materialized, subject, Expression.Call(materializationContextExpression, MaterializationContext.GetValueBufferMethod))
            : materialized;
    }

    public Func<MaterializationContext, object> GetMaterializer(IEntityType entityType) => inner.GetMaterializer(entityType);

    public Func<MaterializationContext, object> GetMaterializer(IComplexType complexType) => inner.GetMaterializer(complexType);

    public Func<MaterializationContext, object> GetEmptyMaterializer(IEntityType entityType) => inner.GetEmptyMaterializer(entityType);

    public Func<MaterializationContext, object> GetEmptyMaterializer(IComplexType complexType) => inner.GetEmptyMaterializer(complexType);

    private static BlockExpression Check(Expression materialized, RowSubject subject, MethodCallExpression row)
    {
        var outer = Expression.Variable(typeof(OpenedRow), "outerRow");
        var instance = Expression.Variable(materialized.Type, "checkedInstance");
        return Expression.Block(
            materialized.Type,
            [outer, instance],
            [
                Expression.Assign(outer, Expression.Call(Begin)),
                Expression.Assign(instance, materialized),
                .. subject.Shadow.Select(property => Read(row, property, property.ClrType)),
                End(outer, subject, row),
                .. subject.HoldsDocuments
                    ? [Expression.Call(Keep, instance, Expression.Constant(subject), Values(row, subject.PersonKey ?? Link(subject)))]
                    : Array.Empty<Expression>(),
                instance,
            ]);
    }

    private static MethodCallExpression End(Expression outer, RowSubject subject, MethodCallExpression row) => subject.PersonKey switch
    {
        [var only] => EndWithSingleKey(outer, subject, row, only),
        { } several => Expression.Call(
            EndWithPerson.MakeGenericMethod(typeof(CompositeId)),
            outer,
            Expression.Constant(subject),
            several.Select(property => IsPresent(row, property)).Aggregate(Expression.AndAlso),
            Expression.New(NewCompositeId, Values(row, several))),
        null => Expression.Call(EndWithLink, outer, Expression.Constant(subject), Values(row, Link(subject))),
    };

    private static MethodCallExpression EndWithSingleKey(Expression outer, RowSubject subject, MethodCallExpression row, IProperty key)
    {
        var type = Nullable.GetUnderlyingType(key.ClrType) ?? key.ClrType;
        var value = Read(row, key, key.ClrType);
        return Expression.Call(
            EndWithPerson.MakeGenericMethod(type),
            outer,
            Expression.Constant(subject),
            IsPresent(row, key),
            type == key.ClrType ? value : Expression.Call(value, nameof(Nullable<int>.GetValueOrDefault), Type.EmptyTypes));
    }

    private static IReadOnlyList<IProperty> Link(RowSubject subject)
        => subject.Path is { } path ? ((IForeignKey)path.Hops[0]).Properties : [];

    private static Expression IsPresent(MethodCallExpression row, IProperty property)
        => property.ClrType.IsValueType && Nullable.GetUnderlyingType(property.ClrType) is null
            ? Expression.Constant(true)
            : Expression.NotEqual(Read(row, property, property.ClrType), Expression.Constant(null, property.ClrType));

    private static NewArrayExpression Values(MethodCallExpression row, IReadOnlyList<IProperty> properties)
        => Expression.NewArrayInit(typeof(object), properties.Select(property => Read(row, property, typeof(object))));

    private static Expression Read(MethodCallExpression row, IProperty property, Type type)
        => row.CreateValueBufferReadValueExpression(type, property.GetIndex(), property);
}
