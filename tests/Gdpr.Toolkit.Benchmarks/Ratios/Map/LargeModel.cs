using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Map;

/// <summary>Builds models of any number of entity types that all belong to one kind of person: chains of ten, whose types refer to each other in both directions.</summary>
internal static class LargeModel
{
    private const int ChainLength = 10;
    private const int Values = 8;

    /// <summary>Builds a model.</summary>
    public static IModel Build(int types)
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => gdpr
            .UseCertificate(TestCertificates.KeyEncryption)
            .UseSigningCertificate(TestCertificates.Signing)
            .Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        services.AddSingleton(new ModelSize(types));
        services.AddDbContext<LargeContext>(options => options.UseSqlite("Data Source=:memory:").UseGdprToolkit());
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<LargeContext>().Model;
    }

    /// <summary>Computes the map as if the model had none yet.</summary>
    public static void Map(IModel model)
    {
        if (new PersonalDataMap(model).Subjects.Single().Entities.Count < 2)
        {
            throw new InvalidOperationException("The model was not mapped.");
        }
    }

    private sealed record ModelSize(int Types);

    private sealed class LargeContext(DbContextOptions<LargeContext> options, ModelSize size) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Holder>();
            for (var index = 1; index < size.Types; index++)
            {
                AddType(modelBuilder, index);
            }
        }

        private static void AddType(ModelBuilder modelBuilder, int index) => modelBuilder.SharedTypeEntity<Dictionary<string, object>>(Name(index), type =>
        {
            type.IndexerProperty<int>("Id");
            for (var value = 0; value < Values; value++)
            {
                type.IndexerProperty<string>($"Value{value}").IsPersonalData(PersonalDataCategory.FreeText, "service");
            }

            if (index % ChainLength == 1)
            {
                type.HasOne(typeof(Holder)).WithMany().HasForeignKey("HolderId");
            }
            else
            {
                type.HasOne(Name(index - 1), navigationName: null).WithMany().HasForeignKey("PreviousId");
                modelBuilder.SharedTypeEntity<Dictionary<string, object>>(Name(index - 1))
                    .HasOne(Name(index), navigationName: null).WithMany().HasForeignKey("NextId");
            }
        });

        private static string Name(int index) => $"Type{index}";
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Holder
    {
        public int Id { get; set; }
    }
}
