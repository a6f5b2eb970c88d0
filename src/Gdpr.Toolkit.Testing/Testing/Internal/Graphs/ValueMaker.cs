using System.Collections;
using System.Net;
using System.Reflection;
using System.Text;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Makes up values that fit a property's type and size. Texts begin with a token that stands nowhere else.</summary>
internal sealed class ValueMaker(SeededNumbers numbers)
{
    private const int TokenLength = 16;
    private const int UsualLength = 60;
    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyz";

    // What JSON, HTML, CSV and SQL write in other words.
    private const string Tail = " \"å\\<&'> ; =1+1, ";
    private const string PlainTail = " -- ";

    private static readonly DateTime FirstDay = new(1950, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly Dictionary<(Type?, string), Func<int, object?>> _declared = [];
    private readonly Dictionary<Type, object> _tenants = [];
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private int _made;

    public void Declare(MemberInfo member, Func<int, object?> make) => _declared[(member.DeclaringType, member.Name)] = make;

    /// <summary>Makes a value of a property. Everything is of one tenant, unless the application says more.</summary>
    /// <exception cref="NotSupportedException">No value of the type is known.</exception>
    public object? Of(IProperty property)
    {
        if ((property.PropertyInfo ?? (MemberInfo?)property.FieldInfo) is { } member && _declared.TryGetValue((member.DeclaringType, member.Name), out var declared))
        {
            return declared(++_made);
        }

        if (!property.IsTenant())
        {
            return Make(property);
        }

        return _tenants.TryGetValue(property.ClrType, out var tenant) ? tenant : _tenants[property.ClrType] = Make(property);
    }

    /// <summary>Gets the texts in a value that stand nowhere else.</summary>
    public IReadOnlyList<string> TokensIn(MappedProperty property, object? value)
        =>
        [
            .. (value is byte[] bytes ? [Encoding.UTF8.GetString(bytes)] : MarkedText.Texts(property, value))
                .Select(text => text.Length < TokenLength ? text : text[..TokenLength])
                .Where(_tokens.Contains),
        ];

    private object Make(IProperty property)
        => Scalar(Plain(property.ClrType), property)
            ?? (ElementOf(property) is { } element ? Elements(property, element) : null)
            ?? (property.OwnConverter() is { } own && Scalar(Plain(own.ProviderClrType), property) is { } stored ? own.ConvertFromProvider(stored) : null)
            ?? throw new NotSupportedException(
                $"No value is known for '{property.DeclaringType.DisplayName()}.{property.Name}' of the type '{property.ClrType.Name}'. "
                + "Say how one is made: generator.Set<TEntity, TValue>(row => row.Property, number => …).");

    /// <summary>Gets the type of the elements of an array, a list, or what a list can be assigned to.</summary>
    private static Type? ElementOf(IProperty property)
        => property.ClrType.GetElementType()
            ?? (property.ClrType is { IsGenericType: true, GenericTypeArguments: [var only] } && property.ClrType.IsAssignableFrom(typeof(List<>).MakeGenericType(only)) ? only : null);

    private IList? Elements(IProperty property, Type element)
    {
        var values = Enumerable.Range(0, 1 + numbers.Below(3)).Select(_ => Scalar(Plain(element), property)).ToList();
        if (values.Contains(null))
        {
            return null;
        }

        var list = property.ClrType.IsArray ? Array.CreateInstance(element, values.Count) : (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (var index = 0; index < values.Count; index++)
        {
            if (list is Array array)
            {
                array.SetValue(values[index], index);
            }
            else
            {
                list.Add(values[index]);
            }
        }

        return list;
    }

    private object? Scalar(Type type, IProperty property) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => numbers.Pick([.. Enum.GetValues(type).Cast<object>()]),
        TypeCode.String => Text(property),
        TypeCode.Boolean => numbers.OneIn(2),
        TypeCode.Char => Letters[numbers.Below(Letters.Length)],
        TypeCode.SByte => (sbyte)(1 + numbers.Below(sbyte.MaxValue)),
        TypeCode.Byte => (byte)(1 + numbers.Below(byte.MaxValue)),
        TypeCode.Int16 => (short)(1 + numbers.Below(short.MaxValue)),
        TypeCode.UInt16 => (ushort)(1 + numbers.Below(ushort.MaxValue)),
        TypeCode.Int32 => 1_000_000_000 + numbers.Below(1_000_000_000),
        TypeCode.UInt32 => 1_000_000_000u + (uint)numbers.Below(1_000_000_000),
        TypeCode.Int64 => 1_000_000_000_000 + numbers.Below(int.MaxValue),
        TypeCode.UInt64 => 1_000_000_000_000ul + (ulong)numbers.Below(int.MaxValue),
        TypeCode.Single => numbers.Below(10_000) + 0.5f,
        TypeCode.Double => numbers.Below(1_000_000) + 0.5,
        TypeCode.Decimal => Decimal(property),
        TypeCode.DateTime => Moment(property),
        _ => Other(type, property),
    };

    private object? Other(Type type, IProperty property)
        => type == typeof(byte[]) ? Bytes(property)
            : type == typeof(Guid) ? Guid()
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(Moment(), TimeSpan.Zero)
            : type == typeof(DateOnly) ? DateOnly.FromDateTime(Moment())
            : type == typeof(TimeOnly) ? TimeOnly.FromDateTime(Moment())
            : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(numbers.Below(86_400))
            : type == typeof(Uri) ? new Uri($"https://{Token()}.example/")
            : type == typeof(IPAddress) ? new IPAddress((long)numbers.Below(int.MaxValue))
            : null;

    private string Text(IProperty property)
    {
        var length = property.GetMaxLength() is { } most and > 0 ? most : UsualLength;
        if (property.IsKey() || (!numbers.OneIn(4) && property.IsFixedLength() != true))
        {
            return Token(length);
        }

        var tail = property.IsUnicode() == false ? PlainTail : Tail;
        var text = new StringBuilder(Token(length));
        while (text.Length < Math.Min(length, 4 * UsualLength))
        {
            text.Append(tail);
        }

        // No white space at the end, which some types of columns lose.
        text.Length = Math.Min(length, 4 * UsualLength);
        text[^1] = 'z';
        return text.ToString();
    }

    private string Token(int most = TokenLength)
    {
        var token = string.Create(Math.Min(most, TokenLength), numbers, static (span, numbers) =>
        {
            span[0] = 'q';
            for (var index = 1; index < span.Length; index++)
            {
                span[index] = Letters[numbers.Below(Letters.Length)];
            }
        });
        if (token.Length == TokenLength)
        {
            _tokens.Add(token);
        }

        return token;
    }

    private byte[] Bytes(IProperty property) => Encoding.UTF8.GetBytes(Token(property.GetMaxLength() ?? TokenLength));

    private decimal Decimal(IProperty property)
    {
        var scale = Math.Min(property.GetScale() ?? 2, 2);
        var digits = Math.Clamp((property.GetPrecision() ?? 18) - (property.GetScale() ?? 2), 1, 8);
        return numbers.Below((int)Math.Pow(10, digits)) + (scale == 0 ? 0 : 0.5m);
    }

    private Guid Guid()
    {
        var bytes = new byte[16];
        BitConverter.TryWriteBytes(bytes, numbers.Next());
        BitConverter.TryWriteBytes(bytes.AsSpan(8), numbers.Next());
        return new Guid(bytes);
    }

    /// <summary>PostgreSQL takes moments of one kind only, depending on the column.</summary>
    private DateTime Moment(IProperty property)
        => property.FindRelationalTypeMapping()?.StoreType.Contains("with time zone", StringComparison.OrdinalIgnoreCase) == true
            ? DateTime.SpecifyKind(Moment(), DateTimeKind.Utc)
            : Moment();

    private DateTime Moment() => FirstDay.AddDays(numbers.Below(25_000)).AddSeconds(numbers.Below(86_400));

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
