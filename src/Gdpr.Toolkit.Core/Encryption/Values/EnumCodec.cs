using System.Runtime.CompilerServices;

namespace Gdpr.Toolkit.Encryption;

/// <summary>An enumeration by its underlying number, so that renaming a member or the type changes nothing.</summary>
internal sealed class EnumCodec<TEnum, TNumber>(ValueCodec<TNumber> number) : ValueCodec<TEnum>(number.Id)
    where TNumber : struct
{
    public override int GetSize(TEnum value) => number.GetSize(default);

    public override void Write(TEnum value, Span<byte> destination)
        => number.Write(Unsafe.As<TEnum, TNumber>(ref value), destination);

    public override bool TryRead(ReadOnlySpan<byte> payload, out TEnum value)
    {
        var read = number.TryRead(payload, out var raw);
        value = Unsafe.As<TNumber, TEnum>(ref raw);
        return read;
    }
}
