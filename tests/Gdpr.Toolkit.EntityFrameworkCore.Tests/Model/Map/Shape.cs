using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

/// <summary>Builds a model and tells its map in one line for each path and each value.</summary>
internal static class Shape
{
    public static PersonalDataMap MapOf(Action<ModelBuilder> configure, Action<GdprToolkitBuilder>? toolkit = null)
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(TestCertificates.KeyEncryption).UseSigningCertificate(TestCertificates.Signing);
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
            toolkit?.Invoke(gdpr);
        });
        services.AddSingleton(configure);
        services.AddDbContext<ShapeContext>(context => context.AmongMany().UseSqlite("Data Source=:memory:").UseGdprToolkit());
        using var provider = services.BuildServiceProvider(validateScopes: true);
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<ShapeContext>().GetPersonalDataMap();
    }

    /// <summary>Says why a model is refused.</summary>
    public static string RefusalOf(Action<ModelBuilder> configure, Action<GdprToolkitBuilder>? toolkit = null)
        => Assert.Throws<InvalidOperationException>(() => MapOf(configure, toolkit)).Message;

    /// <summary>Tells each mapped entity as <c>Kind: Entity by Path [values]</c>.</summary>
    public static IReadOnlyList<string> Lines(Action<ModelBuilder> configure)
        => [.. MapOf(configure).Subjects.SelectMany(graph => graph.Entities.Select(entity => $"{graph.Kind}: {Line(entity)}"))];

    private static string Line(MappedEntity entity)
    {
        var path = entity.IsSubject ? "" : $" by {entity.Path}";
        var personal = entity.Properties
            .Where(property => property.Classification == PropertyClassification.PersonalData)
            .Select(property => property.Path)
            .Order(StringComparer.Ordinal);
        return $"{entity.Metadata.ShortName()}{path} [{string.Join(", ", personal)}]";
    }

    private sealed class ShapeContext(DbContextOptions<ShapeContext> options, Action<ModelBuilder> configure) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => configure(modelBuilder);
    }
}
