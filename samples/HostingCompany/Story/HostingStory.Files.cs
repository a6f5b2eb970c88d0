using System.Text;
using Gdpr.Toolkit.Encryption;
using HostingCompany.Model;
using HostingCompany.Output;
using Microsoft.Extensions.DependencyInjection;

namespace HostingCompany.Story;

/// <content>Files that hang on support cases.</content>
internal sealed partial class HostingStory
{
    private const int FilesPerCustomer = 2;

    private static async Task AttachFilesAsync(
        IServiceScopeFactory scopes, OutputDirectory output, IEnumerable<Customer> customers, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var protector = scope.ServiceProvider.GetRequiredService<IPersonalDataProtector>();
        foreach (var customer in customers)
        {
            for (var number = 1; number <= FilesPerCustomer; number++)
            {
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(TextOfFile(customer, number)));
                await CaseFiles.StoreAsync(protector, customer.Id, output.Claim(CaseFiles.FileName(customer.Id, number)), content, cancellationToken);
            }
        }
    }

    private static string TextOfFile(Customer customer, int number) => $"Skärmbild {number}, skickad av {customer.Email}";
}
