namespace Gdpr.Toolkit.Encryption;

/// <summary>Counts the keys of this process that keep a cipher of their own, which takes 1 KB each: making one costs as much as opening two values.</summary>
internal static class OwnCiphers
{
    private const int Limit = 16_384;

    private static int _count;

    public static bool TryTake()
    {
        if (Volatile.Read(ref _count) >= Limit)
            return false;
        if (Interlocked.Increment(ref _count) <= Limit)
            return true;
        GiveBack();
        return false;
    }

    public static void GiveBack() => Interlocked.Decrement(ref _count);
}
