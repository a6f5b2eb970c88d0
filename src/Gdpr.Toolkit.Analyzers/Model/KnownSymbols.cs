using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>The types the rules look for, found by metadata name once per compilation.</summary>
internal sealed class KnownSymbols(Compilation compilation)
{
    public INamedTypeSymbol? DbContext { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DbContext");

    public INamedTypeSymbol? DbSet { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DbSet`1");

    public INamedTypeSymbol? EntityTypeConfiguration { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.IEntityTypeConfiguration`1");

    public INamedTypeSymbol? OwnedAttribute { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.OwnedAttribute");

    public INamedTypeSymbol? NotMapped { get; } = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute");

    public INamedTypeSymbol? PersonalData { get; } = compilation.GetTypeByMetadataName("Gdpr.Toolkit.PersonalDataAttribute");

    public INamedTypeSymbol? NotPersonalData { get; } = compilation.GetTypeByMetadataName("Gdpr.Toolkit.NotPersonalDataAttribute");

    public INamedTypeSymbol? DataSubject { get; } = compilation.GetTypeByMetadataName("Gdpr.Toolkit.DataSubjectAttribute");

    public INamedTypeSymbol? IdentityPersonalData { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Identity.PersonalDataAttribute");

    public INamedTypeSymbol? IdentityProtectedPersonalData { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Identity.ProtectedPersonalDataAttribute");

    public INamedTypeSymbol? Encrypted { get; } = compilation.GetTypeByMetadataName("Gdpr.Toolkit.EncryptedAttribute");

    public INamedTypeSymbol? AnchorsRetention { get; } = compilation.GetTypeByMetadataName("Gdpr.Toolkit.AnchorsRetentionAttribute");

    public INamedTypeSymbol? Key { get; } = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.KeyAttribute");

    public INamedTypeSymbol? ForeignKey { get; } = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.Schema.ForeignKeyAttribute");

    public INamedTypeSymbol? ConcurrencyCheck { get; } = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.ConcurrencyCheckAttribute");

    public INamedTypeSymbol? Timestamp { get; } = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.TimestampAttribute");

    public INamedTypeSymbol? PrimaryKey { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.PrimaryKeyAttribute");

    public INamedTypeSymbol? Keyless { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.KeylessAttribute");

    /// <summary>Gets whether EF Core is referenced.</summary>
    public bool HasEntityFramework => DbContext is not null && DbSet is not null;

    /// <summary>Gets whether our attributes are referenced.</summary>
    public bool HasToolkit => PersonalData is not null;

    /// <summary>Gets whether properties can be marked at all, by our attributes or by Identity's.</summary>
    public bool HasMarks => HasToolkit || IdentityPersonalData is not null;
}
