namespace Gdpr.Toolkit.Encryption;

/// <summary>Which of the two columns of a blind index holds tags. Roots with odd versions fill the first one, those with even versions the second.</summary>
internal enum IndexSlot
{
    First = 0,
    Second = 1,
}
