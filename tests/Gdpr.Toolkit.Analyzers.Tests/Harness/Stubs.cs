using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>Small stand-ins for what the analyzed code references, so that the rules' tests depend on nothing of ours.</summary>
internal static class Stubs
{
    private const string ToolkitSource = """
        using System;

        namespace Gdpr.Toolkit
        {
            public enum PersonalDataCategory
            {
                Name, EmailAddress, TelephoneNumber, BirthDate, NationalIdentificationNumber, IpAddress, Health, PhysicalAddress, PostalCode, Username,
            }

            public enum RestOfEntity { Unclassified, NotPersonalData }

            [AttributeUsage(AttributeTargets.Property)]
            public sealed class PersonalDataAttribute(PersonalDataCategory category, params string[] purposes) : Attribute
            {
                public PersonalDataCategory Category => category;
                public string[] Purposes => purposes;
            }

            [AttributeUsage(AttributeTargets.Property)]
            public sealed class NotPersonalDataAttribute(string reason) : Attribute
            {
                public string Reason => reason;
            }

            [AttributeUsage(AttributeTargets.Class)]
            public sealed class DataSubjectAttribute : Attribute
            {
                public RestOfEntity Rest { get; set; }
                public string Reason { get; set; }
            }
        }
        """;

    private const string EntityFrameworkSource = """
        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext
            {
                protected virtual void OnModelCreating(ModelBuilder modelBuilder) { }
            }

            public class DbSet<T> where T : class { }

            public class ModelBuilder
            {
                public Metadata.Builders.EntityTypeBuilder<T> Entity<T>() where T : class => null;
            }

            public interface IEntityTypeConfiguration<T> where T : class
            {
                void Configure(Metadata.Builders.EntityTypeBuilder<T> builder);
            }

            public sealed class OwnedAttribute : System.Attribute { }
        }

        namespace Microsoft.EntityFrameworkCore.Metadata.Builders
        {
            public class EntityTypeBuilder<T> { }
        }
        """;

    private const string IdentitySource = """
        namespace Microsoft.AspNetCore.Identity
        {
            [System.AttributeUsage(System.AttributeTargets.Property)]
            public class PersonalDataAttribute : System.Attribute { }

            public class ProtectedPersonalDataAttribute : PersonalDataAttribute { }

            public class IdentityUser
            {
                public string Id { get; set; }
                public string Email { get; set; }
            }
        }

        namespace Microsoft.AspNetCore.Identity.EntityFrameworkCore
        {
            public class IdentityDbContext<TUser> : Microsoft.EntityFrameworkCore.DbContext where TUser : class
            {
                public Microsoft.EntityFrameworkCore.DbSet<TUser> Users { get; set; }
            }
        }
        """;

    /// <summary>The shared framework of the running tests.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static MetadataReference Toolkit { get; } = Compile("Gdpr.Toolkit.Abstractions", ToolkitSource);

    public static MetadataReference EntityFramework { get; } = Compile("Microsoft.EntityFrameworkCore", EntityFrameworkSource);

    public static MetadataReference Identity { get; } = Compile("Microsoft.AspNetCore.Identity", IdentitySource, EntityFramework);

    private static PortableExecutableReference Compile(string name, string source, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            [.. Framework, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }
}
