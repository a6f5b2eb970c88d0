using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class AnnotatePersonalDataAnalyzerTests
{
    [Fact]
    public async Task An_email_address_in_a_set_is_reported_with_category_and_reason()
    {
        var diagnostics = await Rule().VerifyAsync(Shop("public class Customer { public int Id { get; set; } public string [|Email|] { get; set; } }"));

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("EmailAddress", diagnostic.Properties["category"]);
        Assert.Equal("the word 'email'", diagnostic.Properties["reason"]);
        Assert.Equal(
            "'Customer.Email' looks like personal data (EmailAddress: the word 'email'); annotate it with [PersonalData(PersonalDataCategory.EmailAddress, …)] or [NotPersonalData(\"why not\")]",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_reason_names_the_class_where_the_class_decides()
    {
        var diagnostics = await Rule().VerifyAsync(Shop("public class Customer { public string [|Name|] { get; set; } }"));

        Assert.Equal("the word 'name' in 'Customer'", Assert.Single(diagnostics).Properties["reason"]);
    }

    [Theory]
    [InlineData("[PersonalData(PersonalDataCategory.EmailAddress, \"service\")] public string Email { get; set; }")]
    [InlineData("[NotPersonalData(\"a mailbox of a department\")] public string Email { get; set; }")]
    public Task An_annotated_property_is_silent(string property) => SilentAsync(property);

    [Theory]
    [InlineData("public int Id { get; set; }")]
    [InlineData("public string Color { get; set; }")]
    [InlineData("public static string Email { get; set; }")]
    [InlineData("public string Email => \"\";")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.NotMapped] public string Email { get; set; }")]
    [InlineData("public string this[string email] { get => email; set { } }")]
    [InlineData("public bool EmailConfirmed { get; set; }")]
    [InlineData("public int PhoneCount { get; set; }")]
    [InlineData("public string EmailTemplateSubject { get; set; }")]
    [InlineData("public string HostName { get; set; }")]
    [InlineData("public string FileName { get; set; }")]
    [InlineData("public System.Guid EmailId { get; set; }")]
    [InlineData("public System.TimeSpan Age { get; set; }")]
    public Task A_property_that_is_not_stored_or_says_nothing_about_a_person_is_silent(string property) => SilentAsync(property);

    [Theory]
    [InlineData("public string [|Email|] { get; private set; }")]
    [InlineData("public string [|Email|] { get; init; }")]
    [InlineData("public string [|Email|] { get; }")]
    [InlineData("public System.Net.Mail.MailAddress [|Reach|] { get; set; }")]
    [InlineData("public System.Net.IPAddress [|SeenFrom|] { get; set; }")]
    [InlineData("public System.DateOnly? [|BirthDate|] { get; set; }")]
    [InlineData("public System.Collections.Generic.List<string> [|Emails|] { get; set; }")]
    [InlineData("public string [|E_POST|] { get; set; }")]
    [InlineData("public string [|Förnamn|] { get; set; }")]
    [InlineData("public string [|FORNAMN|] { get; set; }")]
    [InlineData("public string [|Personnummer|] { get; set; }")]
    public Task A_stored_property_is_reported(string property) => Rule().VerifyAsync(Shop($"public class Customer {{ {property} }}"));

    [Theory]
    [InlineData("Product")]
    [InlineData("CustomerType")]
    [InlineData("EmailTemplate")]
    [InlineData("Produkt")]
    public async Task A_name_is_no_persons_name_in_a_class_of_things(string type)
        => await Rule().VerifyAsync(Shop($"public class {type} {{ public string Name {{ get; set; }} public string Namn {{ get; set; }} }}", type));

    [Theory]
    [InlineData("Employee")]
    [InlineData("Anställd")]
    [InlineData("Kunder")]
    [InlineData("ApplicationUser")]
    public async Task A_name_is_a_persons_name_in_a_class_of_persons(string type)
        => await Rule().VerifyAsync(Shop($"public class {type} {{ public string [|Name|] {{ get; set; }} public string [|Namn|] {{ get; set; }} }}", type));

    [Fact]
    public async Task A_reference_to_a_person_makes_the_notes_theirs()
    {
        await Rule().VerifyAsync(Shop("public class Sitting { public int Id { get; set; } public int PatientId { get; set; } public string [|Notes|] { get; set; } }", "Sitting"));
        await Rule().VerifyAsync(Shop("public class Release { public int Id { get; set; } public int ProductId { get; set; } public string Notes { get; set; } }", "Release"));
    }

    [Fact]
    public async Task A_company_has_no_telephone_number_of_its_own_but_its_contact_person_has_a_name()
        => await Rule().VerifyAsync(Shop("public class Company { public string Phone { get; set; } public string [|ContactPerson|] { get; set; } }", "Company"));

    [Fact]
    public async Task The_rest_of_a_data_subject_can_be_declared_not_personal()
    {
        await Rule().VerifyAsync(Shop("[DataSubject(Rest = RestOfEntity.NotPersonalData, Reason = \"test data\")] public class Customer { public string Email { get; set; } }"));
        await Rule().VerifyAsync(Shop("[DataSubject(Rest = RestOfEntity.Unclassified)] public class Customer { public string [|Email|] { get; set; } }"));
    }

    [Fact]
    public async Task A_derived_class_inherits_what_a_data_subject_says_of_the_rest()
    {
        const string Rest = "[DataSubject(Rest = RestOfEntity.NotPersonalData, Reason = \"test data\")] public class Party { public string Email { get; set; } }";

        await Rule().VerifyAsync(Shop(Rest + " public class Customer : Party { public string FirstName { get; set; } }"));
        await Rule().VerifyAsync(Shop(Rest + " [DataSubject] public class Customer : Party { public string [|FirstName|] { get; set; } }"));
    }

    [Fact]
    public async Task A_class_can_be_declared_not_personal_but_not_those_that_derive_from_it()
    {
        const string Entry = "[NotPersonalData(\"entries of a register of parcels\")] public class Entry { public string Email { get; set; } }";

        await Rule().VerifyAsync(Shop(Entry, "Entry"));
        await Rule().VerifyAsync(Shop(Entry + " public class Customer : Entry { public string [|FirstName|] { get; set; } }"));
    }

    [Fact]
    public async Task Identitys_annotations_count()
    {
        var rule = Rule();
        rule.References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Identity];

        await rule.VerifyAsync("""
            using Microsoft.AspNetCore.Identity;
            using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

            public class ApplicationUser : IdentityUser
            {
                [PersonalData] public string Nickname { get; set; }
                [ProtectedPersonalData] public string FirstName { get; set; }
                public string [|LastName|] { get; set; }
            }

            public class Context : IdentityDbContext<ApplicationUser> { }
            """);
    }

    [Fact]
    public async Task An_override_inherits_the_annotation()
        => await Rule().VerifyAsync(Shop("""
            public abstract class Account { [PersonalData(PersonalDataCategory.EmailAddress)] public virtual string Email { get; set; } }
            public class Customer : Account { public override string Email { get; set; } }
            """));

    [Fact]
    public async Task Generated_code_is_silent_but_for_the_entities_of_the_model()
        => await Rule().VerifyAsync("// <auto-generated/>\n" + Shop("public class Customer { public string [|Email|] { get; set; } } public class CustomerForm { public string Email { get; set; } }"));

    private static RuleTest<AnnotatePersonalDataAnalyzer> Rule() => new();

    private static async Task SilentAsync(string property) => await Rule().VerifyAsync(Shop($"public class Customer {{ {property} }}"));

    private static string Shop(string classes, string set = "Customer") => $$"""
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;

        {{classes}}

        public class ShopContext : DbContext { public DbSet<{{set}}> Rows { get; set; } }
        """;
}
