using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Finds the context of the scope whose model holds a person.</summary>
internal sealed class SubjectContexts(IServiceProvider services)
{
    /// <summary>Gets all contexts of the application that use the toolkit.</summary>
    public IReadOnlyList<DbContext> All()
    {
        var contexts = services.GetServices<DbContextOptions>()
            .Where(options => options.FindExtension<GdprOptionsExtension>() is not null)
            .Select(options => options.ContextType)
            .Distinct()
            .Select(type => (DbContext)services.GetRequiredService(type))
            .ToList();
        return contexts.Count > 0 ? contexts : throw new InvalidOperationException(
            "No registered DbContext uses Gdpr.Toolkit. Call UseGdprToolkit() in AddDbContext, after the provider.");
    }

    /// <summary>Gets the one context whose model has the person's entity as a data subject.</summary>
    public DbContext For(DataSubject subject)
    {
        var holders = All().Where(context => context.Model.FindEntityType(subject.EntityType)?.SubjectType() is not null).ToList();
        return holders.Count switch
        {
            1 => holders[0],
            0 => throw new InvalidOperationException(
                $"'{subject.EntityType.Name}' is not a data subject in any registered context. Mark it [DataSubject(DataSubjectRole.…)]."),
            _ => throw new NotSupportedException(
                $"'{subject.EntityType.Name}' is a data subject in several contexts ({string.Join(", ", holders.Select(context => context.GetType().Name))}). "
                + "One person over several contexts is not supported yet: keep each data subject in one context."),
        };
    }
}
