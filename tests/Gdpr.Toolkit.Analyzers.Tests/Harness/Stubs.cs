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
                Name, EmailAddress, TelephoneNumber, BirthDate, NationalIdentificationNumber, IpAddress, PhysicalAddress, PostalCode, Username, Purchase,
                Health = 201, ReligiousOrPhilosophicalBelief = 207, CriminalConviction = 302,
            }

            public enum Article9Condition { None, ExplicitConsent, HealthOrSocialCare }

            public enum Article10Basis { None, AuthorisedByLaw }

            public enum RestOfEntity { Unclassified, NotPersonalData }

            public enum DataSubjectRole { Customer = 1 }

            public enum RetentionAnchor { Created = 1, ContractEnded = 4, EndOfCalendarYearOfFiscalYearEnd = 100 }

            public enum Normalizer { None, Trim, Email }

            [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
            public sealed class PersonalDataAttribute(PersonalDataCategory category, params string[] purposes) : Attribute
            {
                public PersonalDataCategory Category => category;
                public string[] Purposes => purposes;
                public string Retention { get; set; }
                public string RetentionFrom { get; set; }
                public Article9Condition Condition { get; set; }
                public Article10Basis Article10Basis { get; set; }
            }

            [AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field)]
            public sealed class NotPersonalDataAttribute(string reason) : Attribute
            {
                public string Reason => reason;
            }

            [AttributeUsage(AttributeTargets.Class)]
            public sealed class DataSubjectAttribute(DataSubjectRole role = DataSubjectRole.Customer) : Attribute
            {
                public DataSubjectRole Role => role;
                public RestOfEntity Rest { get; set; }
                public string Reason { get; set; }
            }

            [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
            public sealed class EncryptedAttribute : Attribute
            {
                public bool Searchable { get; set; }
                public bool Unique { get; set; }
                public Normalizer Normalizer { get; set; }
                public int PadTo { get; set; }
            }

            [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true)]
            public sealed class AnchorsRetentionAttribute(RetentionAnchor anchor) : Attribute
            {
                public RetentionAnchor Anchor => anchor;
            }

            public sealed class GdprToolkitBuilder
            {
                public GdprToolkitBuilder Purpose(string name, Action<PurposeBuilder> configure) => this;
            }

            public sealed class PurposeBuilder
            {
                public PurposeBuilder On(string basis) => this;
                public PurposeBuilder RetainFor(string period, RetentionAnchor from) => this;
            }
        }
        """;

    private const string EntityFrameworkSource = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Threading.Tasks;

        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext
            {
                public Infrastructure.DatabaseFacade Database => null;
                public DbSet<T> Set<T>() where T : class => null;
                protected virtual void OnModelCreating(ModelBuilder modelBuilder) { }
            }

            public abstract class DbSet<T> : IQueryable<T> where T : class
            {
                public Type ElementType => null;
                public Expression Expression => null;
                public IQueryProvider Provider => null;
                public IEnumerator<T> GetEnumerator() => null;
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null;
            }

            public class ModelBuilder
            {
                public Metadata.Builders.EntityTypeBuilder<T> Entity<T>() where T : class => null;
                public object Entity(Type type) => null;
            }

            public interface IEntityTypeConfiguration<T> where T : class
            {
                void Configure(Metadata.Builders.EntityTypeBuilder<T> builder);
            }

            public sealed class OwnedAttribute : System.Attribute { }

            public sealed class KeylessAttribute : System.Attribute { }

            public sealed class PrimaryKeyAttribute(string first, params string[] others) : System.Attribute
            {
                public string First => first;
                public string[] Others => others;
            }

            public class DbFunctions { }

            public static class EF
            {
                public static DbFunctions Functions => null;
            }

            public static class DbFunctionsExtensions
            {
                public static bool Like(this DbFunctions functions, string text, string pattern) => true;
            }

            public sealed class UpdateSettersBuilder<T>
            {
                public UpdateSettersBuilder<T> SetProperty<TProperty>(Expression<Func<T, TProperty>> property, TProperty value) => this;
            }

            public static class EntityFrameworkQueryableExtensions
            {
                public static Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate) => null;
                public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source) => null;
                public static IQueryable<T> AsNoTracking<T>(this IQueryable<T> source) => source;
                public static int ExecuteDelete<T>(this IQueryable<T> source) => 0;
                public static Task<int> ExecuteDeleteAsync<T>(this IQueryable<T> source) => null;
                public static int ExecuteUpdate<T>(this IQueryable<T> source, Action<UpdateSettersBuilder<T>> setters) => 0;
            }

            public static class RelationalQueryableExtensions
            {
                public static IQueryable<T> FromSqlRaw<T>(this DbSet<T> source, string sql, params object[] parameters) where T : class => source;
                public static IQueryable<T> FromSql<T>(this DbSet<T> source, FormattableString sql) where T : class => source;
            }

            public static class RelationalDatabaseFacadeExtensions
            {
                public static int ExecuteSqlRaw(this Infrastructure.DatabaseFacade database, string sql, params object[] parameters) => 0;
                public static int ExecuteSql(this Infrastructure.DatabaseFacade database, FormattableString sql) => 0;
            }
        }

        namespace Microsoft.EntityFrameworkCore.Infrastructure
        {
            public class DatabaseFacade { }
        }

        namespace Microsoft.EntityFrameworkCore.Metadata.Builders
        {
            public class EntityTypeBuilder<T>
            {
                public PropertyBuilder<TProperty> Property<TProperty>(System.Linq.Expressions.Expression<System.Func<T, TProperty>> property) => null;
                public PropertyBuilder<TProperty> Property<TProperty>(string name) => null;
                public EntityTypeBuilder<T> HasKey(System.Linq.Expressions.Expression<System.Func<T, object>> key) => this;
            }

            public class PropertyBuilder<TProperty>
            {
                public PropertyBuilder<TProperty> HasMaxLength(int length) => this;
            }
        }
        """;

    private const string FluentSource = """
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        namespace Microsoft.EntityFrameworkCore
        {
            public static class GdprToolkitPropertyBuilderExtensions
            {
                public static EntityTypeBuilder<T> IsDataSubject<T>(this EntityTypeBuilder<T> builder, DataSubjectRole role) => builder;
                public static PropertyBuilder<T> IsPersonalData<T>(this PropertyBuilder<T> builder, PersonalDataCategory category, params string[] purposes) => builder;
                public static PropertyBuilder<T> IsNotPersonalData<T>(this PropertyBuilder<T> builder, string reason) => builder;
                public static PropertyBuilder<T> IsEncrypted<T>(this PropertyBuilder<T> builder, bool searchable = false, bool unique = false) => builder;
            }
        }
        """;

    private const string LoggingSource = """
        using System;

        namespace Microsoft.Extensions.Logging
        {
            public enum LogLevel { Information }

            public interface ILogger { IDisposable BeginScope<TState>(TState state); }

            public interface ILogger<T> : ILogger { }

            [AttributeUsage(AttributeTargets.Method)]
            public sealed class LoggerMessageAttribute : Attribute
            {
                public LogLevel Level { get; set; }
                public string Message { get; set; }
            }

            public static class LoggerExtensions
            {
                public static void LogInformation(this ILogger logger, string message, params object[] args) { }
                public static void LogError(this ILogger logger, Exception exception, string message, params object[] args) { }
            }
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

    public static MetadataReference Fluent { get; } = Compile("Gdpr.Toolkit.EntityFrameworkCore", FluentSource, Toolkit, EntityFramework);

    public static MetadataReference Logging { get; } = Compile("Microsoft.Extensions.Logging.Abstractions", LoggingSource);

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
