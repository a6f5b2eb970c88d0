using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>The baseline that most people write: one key for everything, one <see cref="AesGcm"/> a value.</summary>
internal sealed class NaiveConverter() : ValueConverter<string, byte[]>(text => Encrypt(text), stored => Decrypt(stored))
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    private static byte[] Encrypt(string text)
    {
        var plaintext = Encoding.UTF8.GetBytes(text);
        var stored = new byte[NonceSize + plaintext.Length + TagSize];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(Key, TagSize);
        cipher.Encrypt(stored.AsSpan(0, NonceSize), plaintext, stored.AsSpan(NonceSize, plaintext.Length), stored.AsSpan(NonceSize + plaintext.Length));
        return stored;
    }

    private static string Decrypt(byte[] stored)
    {
        var plaintext = new byte[stored.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(Key, TagSize);
        cipher.Decrypt(stored.AsSpan(0, NonceSize), stored.AsSpan(NonceSize, plaintext.Length), stored.AsSpan(NonceSize + plaintext.Length), plaintext);
        return Encoding.UTF8.GetString(plaintext);
    }
}
