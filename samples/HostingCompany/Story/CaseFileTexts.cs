using System.Text;
using Gdpr.Toolkit.Encryption;
using HostingCompany.Hosting;
using HostingCompany.Model;

namespace HostingCompany.Story;

/// <summary>The files that customers attach to support cases, and what is in them.</summary>
internal static class CaseFileTexts
{
    private const int PerCustomer = 2;

    /// <summary>Stores files of a customer.</summary>
    public static async Task AttachAsync(Stage stage, Customer customer, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        foreach (var (index, text) in Of(customer).Index())
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await CaseFiles.StoreAsync(
                scope.Get<IPersonalDataProtector>(), customer.Id, stage.Output.Claim(CaseFiles.FileName(customer.Id, index + 1)), content, cancellationToken);
        }
    }

    public static IEnumerable<string> Of(Customer customer)
        => Enumerable.Range(1, PerCustomer).Select(number => $"Skärmbild {number}, skickad av {customer.Email}");
}
