using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class AnnotatePersonalDataFixerTests
{
    private const string Context = """

        public class ShopContext : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Customer> Customers { get; set; } }
        """;

    [Fact]
    public async Task The_suggested_category_is_the_first_action()
        => Assert.Equal(
            [AnnotatePersonalDataFixer.PersonalDataKey, AnnotatePersonalDataFixer.NotPersonalDataKey],
            await Fix().OfferedAsync("public class Customer { public string Email { get; set; } }" + Context));

    [Fact]
    public Task Annotating_adds_the_attribute_and_the_using()
        => Fix().VerifyFixAsync(
            """
            using System;

            namespace Shop;

            public class Customer
            {
                public int Id { get; set; }

                /// <summary>Where to send the receipt.</summary>
                public string Email { get; set; }
            }
            """ + Context,
            """
            using System;
            using Gdpr.Toolkit;

            namespace Shop;

            public class Customer
            {
                public int Id { get; set; }

                /// <summary>Where to send the receipt.</summary>
                [PersonalData(PersonalDataCategory.EmailAddress)]
                public string Email { get; set; }
            }
            """ + Context,
            AnnotatePersonalDataFixer.PersonalDataKey);

    [Fact]
    public Task A_file_without_usings_keeps_its_header()
        => Fix().VerifyFixAsync(
            """
            // Licensed to nobody.
            namespace Shop;

            public class Customer
            {
                public string Email { get; set; }
            }
            """ + Context,
            """
            // Licensed to nobody.
            using Gdpr.Toolkit;

            namespace Shop;

            public class Customer
            {
                [PersonalData(PersonalDataCategory.EmailAddress)]
                public string Email { get; set; }
            }
            """ + Context,
            AnnotatePersonalDataFixer.PersonalDataKey);

    [Fact]
    public Task Other_attributes_stay_above()
        => Fix().VerifyFixAsync(
            """
            using Gdpr.Toolkit;

            public class Customer
            {
                // Shown in lists.
                [System.Obsolete]
                public string Email { get; set; }
            }
            """ + Context,
            """
            using Gdpr.Toolkit;

            public class Customer
            {
                // Shown in lists.
                [System.Obsolete]
                [PersonalData(PersonalDataCategory.EmailAddress)]
                public string Email { get; set; }
            }
            """ + Context,
            AnnotatePersonalDataFixer.PersonalDataKey);

    [Fact]
    public Task A_positional_property_of_a_record_is_annotated_as_property()
        => Fix().VerifyFixAsync(
            """
            using Gdpr.Toolkit;

            public record Customer(int Id, string Email);
            """ + Context,
            """
            using Gdpr.Toolkit;

            public record Customer(int Id, [property: PersonalData(PersonalDataCategory.EmailAddress)] string Email);
            """ + Context,
            AnnotatePersonalDataFixer.PersonalDataKey);

    [Theory]
    [InlineData("using Microsoft.AspNetCore.Identity;\n", "")]
    [InlineData("", "global using Microsoft.AspNetCore.Identity;\n")]
    [InlineData("", "global using Microsoft.AspNetCore.Identity;\nglobal using Gdpr.Toolkit;\n")]
    public Task Where_Identity_is_imported_the_attribute_is_written_in_full(string imports, string globalImports)
    {
        var fix = Fix();
        fix.References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Identity];
        fix.OtherFiles = new Dictionary<string, string> { ["Usings.cs"] = globalImports };

        return fix.VerifyFixAsync(
            imports + """
            public class Customer
            {
                public string Email { get; set; }
            }
            """ + Context,
            imports + """
            public class Customer
            {
                [Gdpr.Toolkit.PersonalData(Gdpr.Toolkit.PersonalDataCategory.EmailAddress)]
                public string Email { get; set; }
            }
            """ + Context,
            AnnotatePersonalDataFixer.PersonalDataKey);
    }

    [Fact]
    public Task Not_personal_data_asks_for_a_reason()
        => Fix().VerifyFixAsync(
            """
            using Gdpr.Toolkit;

            public class Customer
            {
                public string Email { get; set; }
            }
            """ + Context,
            """
            using Gdpr.Toolkit;

            public class Customer
            {
                [NotPersonalData("…")]
                public string Email { get; set; }
            }
            """ + Context,
            AnnotatePersonalDataFixer.NotPersonalDataKey);

    [Fact]
    public Task Personal_data_is_annotated_in_bulk()
        => Fix().VerifyFixAllAsync(
            """
            public class Customer
            {
                public string FirstName { get; set; }
                public string Color { get; set; }
                public string Email { get; set; } // unique
            }
            """ + Context,
            """
            using Gdpr.Toolkit;

            public class Customer
            {
                [PersonalData(PersonalDataCategory.Name)]
                public string FirstName { get; set; }
                public string Color { get; set; }
                [PersonalData(PersonalDataCategory.EmailAddress)]
                public string Email { get; set; } // unique
            }
            """ + Context,
            AnnotatePersonalDataFixer.PersonalDataKey);

    [Fact]
    public Task Not_personal_data_is_never_said_in_bulk()
    {
        const string Source = "public class Customer { public string FirstName { get; set; } public string Email { get; set; } }" + Context;

        return Fix().VerifyFixAllAsync(Source, Source, AnnotatePersonalDataFixer.NotPersonalDataKey);
    }

    [Fact]
    public async Task The_whole_class_is_offered_where_there_is_more_than_one_finding()
    {
        const string Source = "public class Customer { public string Email { get; set; } public string FirstName { get; set; } }" + Context;

        Assert.Contains(AnnotatePersonalDataFixer.WholeClassKey, await Fix().OfferedAsync(Source));
    }

    [Fact]
    public Task The_whole_class_is_annotated_and_no_other()
        => Fix().VerifyFixAsync(
            """
            using Gdpr.Toolkit;

            public class Customer
            {
                public string Email { get; set; }
                public string Color { get; set; }
                public string Username { get; set; }
                public Visit Last { get; set; }
            }

            public class Visit
            {
                public int Id { get; set; }
                public string IpAddress { get; set; }
            }
            """ + Context,
            """
            using Gdpr.Toolkit;

            public class Customer
            {
                [PersonalData(PersonalDataCategory.EmailAddress)]
                public string Email { get; set; }
                public string Color { get; set; }
                [PersonalData(PersonalDataCategory.Username)]
                public string Username { get; set; }
                public Visit Last { get; set; }
            }

            public class Visit
            {
                public int Id { get; set; }
                public string IpAddress { get; set; }
            }
            """ + Context,
            AnnotatePersonalDataFixer.WholeClassKey);

    [Fact]
    public async Task Nothing_is_offered_where_the_attributes_are_not_referenced()
    {
        var fix = Fix();
        fix.References = [Stubs.EntityFramework];

        Assert.Empty(await fix.OfferedAsync("public class Customer { public string Email { get; set; } }" + Context));
    }

    private static FixTest<AnnotatePersonalDataAnalyzer, AnnotatePersonalDataFixer> Fix() => new();
}
