using System.Collections;
using System.Reflection;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Makes objects as EF Core would: by their constructor, with all of their values, and with their owned and complex parts.</summary>
internal sealed class InstanceMaker(ValueMaker values, SeededNumbers numbers)
{
    /// <summary>Makes an object.</summary>
    /// <param name="type">What it is in the model.</param>
    /// <param name="given">The values of properties that are decided already, those of foreign keys.</param>
    /// <returns>The object, and the values of all of its properties: those that no member of the class holds have to be set yet.</returns>
    public (object Instance, IReadOnlyDictionary<IProperty, object?> Values) Make(ITypeBase type, IReadOnlyDictionary<IProperty, object?> given)
    {
        var made = type.GetProperties()
            .Where(property => given.ContainsKey(property) || IsMade(property))
            .ToDictionary(property => property, property => given.TryGetValue(property, out var value) ? value : values.Of(property));
        var (instance, consumed) = Construct(type, made);
        foreach (var (property, value) in made.Where(value => !value.Key.IsShadowProperty() && !consumed.Contains(value.Key)))
        {
            Set(instance, property, value);
        }

        foreach (var complex in type.GetComplexProperties())
        {
            Set(instance, complex, complex.IsCollection ? List(complex) : Make(complex.ComplexType, Nothing).Instance);
        }

        foreach (var owned in Owned(type))
        {
            AddOwned(instance, owned);
        }

        return (instance, made);
    }

    private static IReadOnlyDictionary<IProperty, object?> Nothing { get; } = new Dictionary<IProperty, object?>();

    /// <summary>Whether a property needs a value: not what a database, EF Core, this library or a link fills in.</summary>
    private static bool IsMade(IProperty property)
        => property.Classify() != PropertyClassification.Bookkeeping
            && (!property.IsForeignKey() || (!property.IsNullable && !property.GetContainingForeignKeys().Any(link => link.IsOwnership)))
            && property.DeclaringType.ContainingEntityType.FindDiscriminatorProperty() != property
            && (!property.IsShadowProperty() || property.DeclaringType is IEntityType entity && !entity.IsOwned())
            && property.ValueGenerated switch
            {
                ValueGenerated.Never => true,
                ValueGenerated.OnAdd => property.PersonalData() is not null || (property.IsKey() && (property.ClrType == typeof(Guid) || property.ClrType == typeof(string))),
                _ => false,
            };

    private static (object Instance, IReadOnlyCollection<IPropertyBase> Consumed) Construct(ITypeBase type, IReadOnlyDictionary<IProperty, object?> made)
    {
        if (type.ConstructorBinding is not ConstructorBinding { ParameterBindings: [_, ..] parameters } binding)
        {
            return (Activator.CreateInstance(type.ClrType, nonPublic: true)!, []);
        }

        var arguments = parameters.Select(parameter => parameter.ConsumedProperties is [IProperty property] ? made.GetValueOrDefault(property) : null);
        return (binding.Constructor.Invoke([.. arguments]), [.. parameters.SelectMany(parameter => parameter.ConsumedProperties)]);
    }

    private static IEnumerable<INavigation> Owned(ITypeBase type)
        => type is IEntityType entity ? entity.GetNavigations().Where(navigation => navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent) : [];

    private void AddOwned(object owner, INavigation navigation)
    {
        if (!navigation.IsCollection)
        {
            Set(owner, navigation, Make(navigation.TargetEntityType, Nothing).Instance);
            return;
        }

        for (var count = 1 + numbers.Below(2); count > 0; count--)
        {
            navigation.GetCollectionAccessor()!.Add(owner, Make(navigation.TargetEntityType, Nothing).Instance, forMaterialization: false);
        }
    }

    private object List(IComplexProperty complex)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(complex.ComplexType.ClrType))!;
        for (var count = 1 + numbers.Below(2); count > 0; count--)
        {
            list.Add(Make(complex.ComplexType, Nothing).Instance);
        }

        return list;
    }

    private static void Set(object instance, IPropertyBase member, object? value)
    {
        switch (member.GetMemberInfo(forMaterialization: true, forSet: true))
        {
            case FieldInfo field:
                field.SetValue(instance, value);
                break;
            case PropertyInfo property when member.IsIndexerProperty():
                property.SetValue(instance, value, [member.Name]);
                break;
            case PropertyInfo property:
                property.SetValue(instance, value);
                break;
        }
    }
}
