using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class KeepOutOfMessagesAnalyzerTests
{
    private const string Customer = """
        using System;
        using Gdpr.Toolkit;

        public class Customer { public int Id { get; set; } [PersonalData(PersonalDataCategory.EmailAddress, "s")] public string Email { get; set; } }
        public class TakenException(string email) : Exception("taken") { public string Email => email; }

        """;

    [Theory]
    [InlineData("throw new InvalidOperationException($\"{[|customer.Email|]} is taken\");")]
    [InlineData("throw new InvalidOperationException(\"Taken: \" + [|customer.Email|]);")]
    [InlineData("throw new TakenException([|customer.Email|]);")]
    [InlineData("var error = new ArgumentException(string.Format(\"{0}\", [|customer.Email|]), nameof(customer)); throw error;")]
    [InlineData("var message = $\"{customer.Email} is taken\"; throw new InvalidOperationException([|message|]);")]
    public Task Personal_data_in_an_exception_is_reported(string statement) => Rule().VerifyAsync(Method(statement));

    [Theory]
    [InlineData("public class LostException(Customer customer) : Exception($\"{[|customer.Email|]} is lost\");")]
    [InlineData("public class LostException : Exception { public LostException(Customer customer) : base(\"Lost: \" + [|customer.Email|]) { } }")]
    [InlineData("public class LostException : Exception { public LostException(Customer customer) : base($\"{customer.Id} is lost\") { } }")]
    public Task Personal_data_that_an_exception_of_ones_own_hands_on_is_reported(string exception) => Rule().VerifyAsync(Customer + exception);

    [Theory]
    [InlineData("throw new InvalidOperationException($\"{customer.Id} is taken\");")]
    [InlineData("throw new ArgumentException(\"bad\", nameof(customer.Email));")]
    [InlineData("throw new InvalidOperationException($\"{Mask(customer.Email)} is taken\");")]
    [InlineData("var copy = new Customer { Email = customer.Email };")]
    [InlineData("if (customer.Email == null) throw new InvalidOperationException(\"No address\");")]
    public Task An_exception_without_is_silent(string statement) => Rule().VerifyAsync(Method(statement));

    [Theory]
    [InlineData("public class Guest { [PersonalData(PersonalDataCategory.Name)] public string Name { get; set; } public override string ToString() => [|Name|]; }")]
    [InlineData("public class Guest { [PersonalData(PersonalDataCategory.Name)] public string Name { get; set; } public override string ToString() { return $\"Guest {[|Name|]}\"; } }")]
    [InlineData("public record [|Guest|](int Id, [property: PersonalData(PersonalDataCategory.Name)] string Name);")]
    [InlineData("public record struct [|Guest|](int Id, [property: PersonalData(PersonalDataCategory.Name)] string Name);")]
    [InlineData("public record Guest(int Id, [property: PersonalData(PersonalDataCategory.Name)] string Name) { public override string ToString() => $\"{Id} {[|Name|]}\"; }")]
    public Task A_text_with_personal_data_is_reported(string type) => Rule().VerifyAsync("using Gdpr.Toolkit; " + type);

    [Theory]
    [InlineData("public class Guest { [PersonalData(PersonalDataCategory.Name)] public string Name { get; set; } public int Id { get; set; } public override string ToString() => $\"Guest {Id}\"; }")]
    [InlineData("public class Guest { [PersonalData(PersonalDataCategory.Name)] public string Name { get; set; } public string Label() => Name; }")]
    [InlineData("public record Guest(int Id, [property: NotPersonalData(\"the name of a boat\")] string Name);")]
    [InlineData("public record Guest(int Id, [property: PersonalData(PersonalDataCategory.Name)] string Name) { public override string ToString() => $\"Guest {Id}\"; }")]
    [InlineData("public record Guest(int Id) { [PersonalData(PersonalDataCategory.Name)] internal string Name { get; set; } }")]
    public Task A_text_without_is_silent(string type) => Rule().VerifyAsync("using Gdpr.Toolkit; " + type);

    private static string Method(string statement) => Customer + $$"""
        public static class Service
        {
            public static string Mask(string text) => "***";

            public static void Run(Customer customer)
            {
                {{statement}}
            }
        }
        """;

    private static RuleTest<KeepOutOfMessagesAnalyzer> Rule() => new();
}
