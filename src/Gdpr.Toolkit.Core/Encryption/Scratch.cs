using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A buffer to work in: on the stack, or rented where that is too short. It is zeroed before it is given back.</summary>
internal readonly ref struct Scratch<T> : IDisposable
    where T : unmanaged
{
    private readonly T[]? _rented;

    public Scratch(Span<T> stack, int length)
    {
        _rented = length > stack.Length ? ArrayPool<T>.Shared.Rent(length) : null;
        Span = (_rented ?? stack)[..length];
    }

    public Span<T> Span { get; }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(Span));
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented);
    }
}
