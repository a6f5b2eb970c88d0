using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Builds the model of a context while the application starts, so that what is wrong with it stops the start and not the first request.</summary>
/// <typeparam name="TContext">The context.</typeparam>
internal sealed class ModelValidator<TContext>(IServiceScopeFactory scopes) : IValidateOptions<ModelValidation<TContext>>
    where TContext : DbContext
{
    public ValidateOptionsResult Validate(string? name, ModelValidation<TContext> options)
    {
        using var scope = scopes.CreateScope();
        try
        {
            PersonalDataMap.Of(scope.ServiceProvider.GetRequiredService<TContext>().Model);
            return ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }
}
