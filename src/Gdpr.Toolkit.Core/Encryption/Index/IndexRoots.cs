namespace Gdpr.Toolkit.Encryption;

/// <summary>The index roots of a store at one moment. Immutable.</summary>
/// <remarks>
/// A root is written from the moment it is made (provisional), read once every row has its tag (active), still written and readable while
/// some process may not know of the next one (decrypt only), and neither while its tags are taken away (shred requested).
/// </remarks>
/// <param name="Open">The roots that are not destroyed, with the state of each.</param>
/// <param name="Revision">Grows with every change of a row: of two pictures of the same roots, the one with the higher number is newer.</param>
internal sealed record IndexRoots(IReadOnlyList<(OpenIndexRoot Root, KeyState State)> Open, long Revision)
{
    /// <summary>Gets the root whose tags queries read.</summary>
    public OpenIndexRoot Active { get; } = Open.Where(root => root.State == KeyState.Active).OrderBy(root => root.Root.Version).LastOrDefault().Root;

    /// <summary>Gets whether the second column of every index is in use.</summary>
    public bool UsesSecondSlot => ToWrite(IndexSlot.Second) is not null;

    public static IndexSlot SlotOf(int version) => version % 2 == 1 ? IndexSlot.First : IndexSlot.Second;

    /// <summary>Finds the root whose tags a column gets; null when it gets none.</summary>
    public OpenIndexRoot? ToWrite(IndexSlot slot)
        => Find(slot, static state => state is KeyState.Provisional or KeyState.Active or KeyState.DecryptOnly);

    /// <summary>Finds the root whose tags a column holds, in every row; null when it does not.</summary>
    public OpenIndexRoot? ToRead(IndexSlot slot) => Find(slot, static state => state is KeyState.Active or KeyState.DecryptOnly);

    private OpenIndexRoot? Find(IndexSlot slot, Func<KeyState, bool> isWanted)
    {
        foreach (var (root, state) in Open)
        {
            if (root.Slot == slot && isWanted(state))
                return root;
        }

        return null;
    }
}
