using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Snippets;

public sealed record Iban(string Text);

public sealed class IbanConverter() : ValueConverter<Iban, string>(iban => iban.Text, text => new Iban(text));

public sealed class PaymentContext(DbContextOptions<PaymentContext> options) : DbContext(options)
{
    #region ConvertedValues
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<Iban>().HaveConversion<IbanConverter>();
    #endregion
}

public static class Protecting
{
    public static void Categories(GdprToolkitBuilder gdpr)
    {
        #region EncryptByCategory
        gdpr.Encrypt(PersonalDataCategory.BankAccount, PersonalDataCategory.NationalIdentificationNumber);
        gdpr.Encrypt(PersonalDataCategory.EmailAddress, new EncryptedAttribute { Searchable = true, Normalizer = Normalizer.Email });
        #endregion
    }
}
