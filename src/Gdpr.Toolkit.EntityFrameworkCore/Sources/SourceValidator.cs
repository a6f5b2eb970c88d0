using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.Sources;

/// <summary>Compares the registered sources with the models while the application starts.</summary>
internal sealed class SourceValidator(IServiceScopeFactory scopes) : IValidateOptions<SourceValidation>
{
    public ValidateOptionsResult Validate(string? name, SourceValidation options)
    {
        using var scope = scopes.CreateScope();
        try
        {
            scope.ServiceProvider.GetRequiredService<PersonalDataSources>().Require();
            return ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }
}
