using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Gdpr.Toolkit.ArchitectureTests.PublicSurface;

/// <summary>Writes everything that users of an assembly can see, in an order that depends on names only.</summary>
/// <remarks>What the compiler adds to records is left out: the constructor and the properties say the same.</remarks>
internal static class SurfaceText
{
    private const BindingFlags Declared
        = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var group in assembly.GetExportedTypes().Where(type => !IsCompilers(type)).GroupBy(type => type.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append("namespace ").Append(group.Key).Append('\n');
            foreach (var type in group.OrderBy(TypeText.Of, StringComparer.Ordinal))
            {
                text.Append('\n').Append(Head(type)).Append('\n');
                text.AppendJoin("", Members(type).Select(member => $"    {member}\n"));
            }
        }

        return text.ToString();
    }

    private static string Head(Type type)
    {
        var bases = (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) ? [parent] : Type.EmptyTypes)
            .Concat(type.IsEnum ? [] : OwnInterfaces(type))
            .Select(TypeText.Of)
            .ToArray();
        var inherits = type.IsEnum
            ? (Enum.GetUnderlyingType(type) == typeof(int) ? "" : $" : {TypeText.Of(Enum.GetUnderlyingType(type))}")
            : (bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}");
        var parameters = type.IsGenericTypeDefinition ? type.GetGenericArguments() : [];
        return $"{Kind(type)} {TypeText.Of(type)}{inherits}{MemberText.Constraints(parameters)}";
    }

    private static IEnumerable<Type> OwnInterfaces(Type type)
        => type.GetInterfaces()
            .Except(type.BaseType?.GetInterfaces() ?? [])
            .OrderBy(TypeText.Of, StringComparer.Ordinal);

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => type.IsDefined(typeof(FlagsAttribute)) ? "[Flags] enum" : "enum",
        { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ when type.IsAssignableTo(typeof(Delegate)) => "delegate",
        { IsAbstract: true } => $"abstract {ClassOrRecord(type)}",
        { IsSealed: true } => $"sealed {ClassOrRecord(type)}",
        _ => ClassOrRecord(type),
    };

    private static string ClassOrRecord(Type type) => type.GetMethod("<Clone>$") is null ? "class" : "record";

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .OrderBy(field => Convert.ToInt64(field.GetRawConstantValue(), null))
                .Select(field => $"{field.Name} = {field.GetRawConstantValue()}");
        }

        return Lines(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily), MemberText.Of)
            .Concat(Lines(type.GetConstructors(Declared).Where(constructor => MemberText.IsVisible(constructor) && !constructor.IsStatic), MemberText.Of))
            .Concat(Lines(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(MemberText.IsVisible)), MemberText.Of))
            .Concat(Lines(type.GetEvents(Declared).Where(@event => MemberText.IsVisible(@event.AddMethod!)), MemberText.Of))
            .Concat(Lines(type.GetMethods(Declared).Where(method => MemberText.IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))), MemberText.Of));
    }

    private static IEnumerable<string> Lines<TMember>(IEnumerable<TMember> members, Func<TMember, string> write)
        where TMember : MemberInfo
        => members.Where(member => !IsCompilers(member) && !IsRecordContract(member)).Select(write).Order(StringComparer.Ordinal);

    private static bool IsCompilers(MemberInfo member)
        => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || member.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsRecordContract(MemberInfo member)
        => member is PropertyInfo { Name: "EqualityContract" } && member.DeclaringType!.GetMethod("<Clone>$") is not null;
}
