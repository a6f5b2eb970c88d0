using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.Sources;

/// <summary>Compares the registered sources with the models while the application starts.</summary>
internal sealed class SourceValidator(IServiceScopeFactory scopes) : IValidateOptions<SourceValidation>
{
    public ValidateOptionsResult Validate(string? name, SourceValidation options)
    {
        // A source may own what can only be disposed of asynchronously; a start has no other way than to wait for it.
        var scope = scopes.CreateAsyncScope();
        try
        {
            scope.ServiceProvider.GetRequiredService<PersonalDataSources>().Require();
            return ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
        finally
        {
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
