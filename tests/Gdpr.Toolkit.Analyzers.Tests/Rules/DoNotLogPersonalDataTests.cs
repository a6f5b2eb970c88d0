using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class DoNotLogPersonalDataTests
{
    private const string Model = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using Gdpr.Toolkit;
        using Microsoft.Extensions.Logging;

        public class Customer
        {
            public int Id { get; set; }
            public string Color { get; set; }
            [PersonalData(PersonalDataCategory.EmailAddress, "s")] public string Email { get; set; }
            [PersonalData(PersonalDataCategory.BirthDate, "s")] public DateTime? BirthDate { get; set; }
            public Order Last { get; set; }
        }

        public class Order { public int Id { get; set; } public Customer Customer { get; set; } }

        public record Guest(int Id, [property: PersonalData(PersonalDataCategory.Name, "s")] string Name);

        public class Worker
        {
            [PersonalData(PersonalDataCategory.Name, "s")] public string Name { get; set; }
            public override string ToString() => "a worker";
        }

        public static partial class Log
        {
            [LoggerMessage(Message = "Sent to {Email}")]
            public static partial void Sent(ILogger logger, string email);
            public static partial void Sent(ILogger logger, string email) { }
        }

        """;

    [Theory]
    [InlineData("logger.LogInformation(\"Sent to {Email}\", [|customer.Email|]);")]
    [InlineData("logger.LogInformation(\"{Id} {Email} {Birth}\", customer.Id, [|customer.Email|], [|customer.BirthDate|]);")]
    [InlineData("logger.LogInformation($\"Sent to {[|customer.Email|]}\");")]
    [InlineData("logger.LogInformation(\"Sent to \" + [|customer.Email|]);")]
    [InlineData("logger.LogInformation(string.Format(\"Sent to {0}\", [|customer.Email|]));")]
    [InlineData("logger.LogInformation(\"Sent to {Email}\", [|customer.Email|]?.Trim() ?? \"nobody\");")]
    [InlineData("logger.LogInformation(\"Saved {@Customer}\", [|customer|]);")]
    [InlineData("logger.LogInformation(\"Saved {@Customers}\", [|customers|]);")]
    [InlineData("logger.LogInformation(\"Sent to {Emails}\", string.Join(\", \", customers.Select(c => [|c.Email|])));")]
    [InlineData("logger.LogInformation(\"Saved {@It}\", new { customer.Id, Mail = [|customer.Email|] });")]
    [InlineData("logger.LogInformation(\"Of {@Customer}\", [|customer.Last.Customer|]);")]
    [InlineData("using (logger.BeginScope([|customer.Email|])) { }")]
    [InlineData("Log.Sent(logger, [|customer.Email|]);")]
    [InlineData("Action<ILogger, string, Exception> sent = null; sent(logger, [|customer.Email|], null);")]
    [InlineData("var email = customer.Email; logger.LogInformation(\"Sent to {Email}\", [|email|]);")]
    [InlineData("var text = $\"Sent to {customer.Email}\"; logger.LogInformation([|text|]);")]
    [InlineData("foreach (var email in customers.Select(c => c.Email)) logger.LogInformation(\"{Email}\", [|email|]);")]
    [InlineData("foreach (var one in customers) logger.LogInformation(\"{Email} {@One}\", [|one.Email|], [|one|]);")]
    [InlineData("if (customer.Email is { } email) logger.LogInformation(\"{Email}\", [|email|]);")]
    [InlineData("if (customer.Email is string email && email.Length > 3) logger.LogInformation(\"{Email}\", [|email|]);")]
    [InlineData("Console.WriteLine([|customer.Email|]);")]
    [InlineData("Console.Error.WriteLine(\"{0}\", [|customer.BirthDate|].Value);")]
    [InlineData("Console.WriteLine([|guest|]);")]
    [InlineData("Trace.TraceInformation([|customer.Email|]); Debug.WriteLine($\"{[|guest.Name|]}\");")]
    [InlineData("activity.SetTag(\"user\", [|customer.Email|].ToLower());")]
    public Task Personal_data_in_a_log_is_reported(string statement) => Rule().VerifyAsync(Method(statement));

    [Theory]
    [InlineData("logger.LogInformation(\"Sent to {Id}\", customer.Id);")]
    [InlineData("logger.LogInformation(\"{Color}\", customer.Color);")]
    [InlineData("foreach (var id in customers.Select(c => c.Id)) logger.LogInformation(\"{Id}\", id);")]
    [InlineData("if (customer.Email is { Length: var length }) logger.LogInformation(\"{Length}\", length);")]
    [InlineData("if (customer.Color is { } color) logger.LogInformation(\"{Color}\", color);")]
    [InlineData("logger.LogInformation($\"Sent to {nameof(customer.Email)}\");")]
    [InlineData("logger.LogInformation(\"Sent to {Email}\", Mask(customer.Email));")]
    [InlineData("logger.LogInformation(\"{Has}\", customer.Email != null);")]
    [InlineData("logger.LogInformation(\"{Length}\", customer.Email.Length);")]
    [InlineData("logger.LogInformation(\"{Domain}\", customer.Email.Substring(3));")]
    [InlineData("logger.LogInformation(\"{Count}\", customers.Count);")]
    [InlineData("logger.LogInformation(\"{Count}\", customers.Count(c => c.Email != null));")]
    [InlineData("logger.LogInformation(\"{Ids}\", customers.Select(c => c.Id));")]
    [InlineData("logger.LogInformation(\"{Order}\", customer.Last);")]
    [InlineData("logger.LogInformation(\"{Worker}\", worker);")]
    [InlineData("logger.LogError(new Exception(), \"Failed for {Id}\", guest.Id);")]
    [InlineData("var email = customer.Email; email = Mask(email); logger.LogInformation(\"Sent to {Email}\", email);")]
    [InlineData("var email = customer.Email; logger.LogInformation(\"Sent\");")]
    [InlineData("Console.WriteLine(customer);")]
    [InlineData("Console.Write(customer.BirthDate.HasValue);")]
    [InlineData("Debug.Assert(customer.Email != null);")]
    [InlineData("new System.IO.StringWriter().WriteLine(customer.Email);")]
    [InlineData("activity.SetTag(\"user\", customer.Id);")]
    [InlineData("string.Format(\"{0}\", customer.Email);")]
    public Task What_is_no_personal_data_or_no_log_is_silent(string statement) => Rule().VerifyAsync(Method(statement));

    [Fact]
    public Task The_fix_removes_the_argument_and_its_placeholder()
        => Fix().VerifyFixAsync(
            Method("logger.LogInformation(\"Sent {Id} to {Email} now\", customer.Id, customer.Email);"),
            Method("logger.LogInformation(\"Sent {Id} to now\", customer.Id);"),
            DoNotLogPersonalDataFixer.Key);

    [Theory]
    [InlineData("logger.LogInformation($\"Sent to {customer.Email}\");")]
    [InlineData("logger.LogInformation(\"Sent to {Email}\", customer.Email.Trim());")]
    [InlineData("logger.LogInformation(\"Sent to {Email} {Id}\", customer.Email);")]
    [InlineData("Console.WriteLine(customer.Email);")]
    public async Task Nothing_is_offered_where_a_person_has_to_rephrase(string statement)
        => Assert.Empty(await Fix().OfferedAsync(Method(statement)));

    private static string Method(string statement) => Model + $$"""
        public static class Service
        {
            public static string Mask(string text) => "***";

            public static void Run(ILogger<Order> logger, Activity activity, Customer customer, List<Customer> customers, Guest guest, Worker worker)
            {
                {{statement}}
            }
        }
        """;

    private static RuleTest<DoNotLogPersonalDataAnalyzer> Rule() => new() { References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Logging] };

    private static FixTest<DoNotLogPersonalDataAnalyzer, DoNotLogPersonalDataFixer> Fix() => new() { References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Logging] };
}
