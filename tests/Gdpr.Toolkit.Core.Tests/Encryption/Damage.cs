using System.Reflection;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Everything that can happen to stored bytes one step at a time: each bit flipped, each end cut off.</summary>
internal static class Damage
{
    /// <summary>Each damaged copy, with the first byte that differs or is missing.</summary>
    public static IEnumerable<(byte[] Damaged, int Position)> Of(byte[] bytes)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return (damaged, bit / 8);
        }

        for (var length = 0; length < bytes.Length; length++)
            yield return (bytes[..length], length);
    }

    /// <summary>Damages one column of a row at a time, in place; the caller restores it before the next.</summary>
    public static IEnumerable<(Action Restore, string Column)> Columns(object row, params string[] except)
    {
        foreach (var column in row.GetType().GetProperties().Where(p => !except.Contains(p.Name)))
        {
            var stored = column.GetValue(row);
            foreach (var value in Values(stored, column))
            {
                column.SetValue(row, value);
                yield return (() => column.SetValue(row, stored), column.Name);
            }
        }
    }

    public static Type? Failure(Action use)
    {
        try
        {
            use();
            return null;
        }
        catch (Exception e)
        {
            return e.GetType();
        }
    }

    private static IEnumerable<object> Values(object? stored, PropertyInfo column) => stored switch
    {
        null => column.PropertyType == typeof(long?) ? Bits(64, bit => 1L << bit) : [TestKeys.Sequence(0, 32), Array.Empty<byte>()],
        byte[] bytes => Of(bytes).Select(damage => damage.Damaged),
        int number => Bits(32, bit => number ^ (1 << bit)),
        long number => Bits(64, bit => number ^ (1L << bit)),
        Enum state => Bits(32, bit => Enum.ToObject(state.GetType(), Convert.ToInt32(state, null) ^ (1 << bit))),
        Guid id => Of(id.ToByteArray()).Where(damage => damage.Damaged.Length == 16).Select(damage => (object)new Guid(damage.Damaged)),
        string text => Enumerable.Range(0, text.Length).SelectMany(i => (object[])[text[..i], text[..i] + (char)(text[i] ^ 1) + text[(i + 1)..]]),
        _ => throw new InvalidOperationException($"{column.Name} is {stored.GetType()}"),
    };

    private static IEnumerable<object> Bits<T>(int count, Func<int, T> flip)
        where T : notnull
        => Enumerable.Range(0, count).Select(bit => (object)flip(bit));
}
