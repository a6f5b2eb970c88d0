using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Matrix;

/// <summary>All shapes on one database, each a kind of person of its own; with a schema where there are schemas.</summary>
public sealed class MatrixContext(DbContextOptions<MatrixContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (Database.IsNpgsql())
        {
            modelBuilder.HasDefaultSchema("matrix");
        }

        Person<Scalar>(modelBuilder);
        Person<Converted>(modelBuilder).Property(row => row.Value).HasConversion(value => value.Text, text => new Wrapped(text));
        Person<InField>(modelBuilder).Property<string>("_hidden").IsPersonalData(PersonalDataCategory.Name, "service").IsEncrypted();
        Person<Listed>(modelBuilder);
        Person<Noisy>(modelBuilder).HasChangeTrackingStrategy(ChangeTrackingStrategy.ChangingAndChangedNotificationsWithOriginalValues);
        Person<OwnedBeside>(modelBuilder).OwnsOne(row => row.Part);
        Person<OwnedApart>(modelBuilder).OwnsOne(row => row.Part, part => part.ToTable("ApartParts"));
        Person<OwnedMany>(modelBuilder).OwnsMany(row => row.Parts, part =>
        {
            part.ToTable("ManyParts").HasKey("Id");
            part.Property<int>("Id");
        });
        Person<InComplex>(modelBuilder).ComplexProperty(row => row.Part);
        Person<OwnedJson>(modelBuilder).OwnsOne(row => row.Part, part => part.ToJson());
        Person<OwnedJsonMany>(modelBuilder).OwnsMany(row => row.Parts, part => part.ToJson());
        Person<ComplexJson>(modelBuilder).ComplexProperty(row => row.Part, part => part.ToJson());
        Person<ComplexJsonMany>(modelBuilder).ComplexCollection(row => row.Parts, part => part.ToJson());
        Person<TphParent>(modelBuilder);
        modelBuilder.Entity<TphChild>();
        Person<TptParent>(modelBuilder).UseTptMappingStrategy();
        modelBuilder.Entity<TptChild>();
        Person<TpcParent>(modelBuilder).UseTpcMappingStrategy().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<TpcChild>();
        Person<Split>(modelBuilder).ToTable("Split").HasOne(row => row.Half).WithOne().HasForeignKey<SplitHalf>(half => half.Id);
        modelBuilder.Entity<Split>().Navigation(row => row.Half).IsRequired().AutoInclude();
        modelBuilder.Entity<SplitHalf>().ToTable("Split");
    }

    private static EntityTypeBuilder<TEntity> Person<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class
        => modelBuilder.Entity<TEntity>().IsDataSubject(DataSubjectRole.Customer, kind: typeof(TEntity).Name);
}
