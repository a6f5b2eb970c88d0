using System.Reflection;

namespace Gdpr.Toolkit.ArchitectureTests.PublicSurface;

/// <summary>Writes types the way C# does: <c>IReadOnlyList&lt;string?&gt;</c>.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(ParameterInfo parameter) => Write(parameter.ParameterType, Locked(() => Nullability.Create(parameter)));

    public static string Of(PropertyInfo property) => Write(property.PropertyType, Locked(() => Nullability.Create(property)));

    public static string Of(FieldInfo field) => Write(field.FieldType, Locked(() => Nullability.Create(field)));

    public static string Of(EventInfo @event) => Write(@event.EventHandlerType!, Locked(() => Nullability.Create(@event)));

    public static string Of(Type type) => Write(type, nullability: null);

    private static NullabilityInfo Locked(Func<NullabilityInfo> create)
    {
        lock (Nullability)
        {
            return create();
        }
    }

    private static string Write(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!, nullability?.ElementType ?? nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Write(underlying, nullability: null)}?";
        }

        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }

        return Keywords.TryGetValue(type, out var keyword) ? $"{keyword}{mark}" : $"{Name(type, nullability)}{mark}";
    }

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        var name = type.Name.Split('`')[0];
        if (type.IsNested && !type.IsGenericParameter)
        {
            name = $"{Of(type.DeclaringType!)}.{name}";
        }

        if (!type.IsGenericType)
        {
            return name;
        }

        var arguments = type.GetGenericArguments()
            .Select((argument, index) => Write(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(index)));
        return $"{name}<{string.Join(", ", arguments)}>";
    }
}
