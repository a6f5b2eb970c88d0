using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>A field cipher for a type that is named in a file.</summary>
internal abstract class AnyCipher
{
    public static AnyCipher For(string codec, ColumnBinding column)
        => (AnyCipher)Activator.CreateInstance(typeof(Of<>).MakeGenericType(VectorValue.TypeOf(codec)), column)!;

    public abstract byte[] Seal(object? value, SubjectKey key, ReadOnlySpan<byte> nonce);

    public abstract object? Open(byte[] envelope, SubjectKey key);

    public abstract byte[] Tag(object value, BlindIndexKey key);

    public abstract byte[] IndexBytes(object value);

    private sealed class Of<T>(ColumnBinding column) : AnyCipher
    {
        private readonly FieldCipher<T> _cipher = new(column);

        public override byte[] Seal(object? value, SubjectKey key, ReadOnlySpan<byte> nonce)
            => _cipher.SealWithNonce(value is null ? default! : (T)value, value is null, key, nonce);

        public override object? Open(byte[] envelope, SubjectKey key) => _cipher.TryOpen(envelope, key, out var value) ? value : null;

        public override byte[] Tag(object value, BlindIndexKey key) => key.Tag((T)value);

        public override byte[] IndexBytes(object value)
        {
            var index = new IndexValue<T>((T)value);
            var bytes = new byte[index.Size];
            index.Write(bytes);
            return bytes;
        }
    }
}
