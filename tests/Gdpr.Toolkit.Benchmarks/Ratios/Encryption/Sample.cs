using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>What is sealed, opened and tagged in all of these ratios: an e-mail address of 24 bytes in one column of one store.</summary>
internal static class Sample
{
    public const string Text = "ada.lovelace@example.org";

    public static Guid StoreId { get; } = new("00112233-4455-6677-8899-aabbccddeeff");

    public static ColumnBinding Column { get; } = new("Customer.Email", "Customer.Email");

    public static FieldCipher<string> Cipher { get; } = new(Column);
}
