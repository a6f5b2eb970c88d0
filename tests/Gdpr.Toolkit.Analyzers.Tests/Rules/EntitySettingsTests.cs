using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class EntitySettingsTests
{
    private const string Domain = """
        namespace Shop.Domain.Orders { public class Customer { public string [|Email|] { get; set; } } }
        namespace Shop.DomainEvents { public class Customer { public string Email { get; set; } } }
        namespace Shop.Forms { public class Customer { public string Email { get; set; } } }
        """;

    private const string Bases = """
        namespace Shop
        {
            public abstract class Entity<TKey> { public TKey Id { get; set; } }
            public interface IStored { }
            public class Customer : Entity<int> { public string [|Email|] { get; set; } }
            public class Guest : IStored { public string [|Email|] { get; set; } }
            public class Form { public string Email { get; set; } }
        }
        """;

    [Fact]
    public Task Classes_of_a_named_namespace_are_stored() => Rule("gdpr_entity_types = Shop.Domain").VerifyAsync(Domain);

    [Fact]
    public Task Classes_of_a_named_base_type_or_interface_are_stored() => Rule("gdpr_entity_types = Shop.Entity, Shop.IStored").VerifyAsync(Bases);

    [Theory]
    [InlineData(null)]
    [InlineData("gdpr_entity_types =")]
    [InlineData("gdpr_entity_types = Billing.Domain")]
    public Task Without_the_setting_a_domain_project_is_silent(string? setting)
        => Rule(setting).VerifyAsync(Domain.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));

    private static RuleTest<AnnotatePersonalDataAnalyzer> Rule(string? setting) => new() { References = [Stubs.Toolkit], EditorConfig = setting };
}
