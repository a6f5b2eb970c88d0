using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

/// <summary>Starts the shop.</summary>
internal static class ShopHost
{
    public static Task<TestHost<ShopContext>> StartAsync(TestDatabase database, Action<TestHostOptions>? configure = null)
        => TestHost<ShopContext>.StartAsync(database, options => Configure(options, configure));

    public static TestHost<ShopContext> StartAnotherShop(this TestHost<ShopContext> shop)
        => shop.StartAnother(options => Configure(options, null));

    public static Customer Ada() => new()
    {
        Name = "Ada Lovelace",
        Email = "Ada@Example.org",
        BirthDate = new DateOnly(1815, 12, 10),
        CreditLimit = 1250.50m,
        Nickname = "enchantress-of-numbers",
        Home = new Address { Street = "12 St James's Square", City = "Marylebone" },
    };

    public static Customer Bob() => new()
    {
        Name = "Robert Babbage",
        Email = "bob@example.org",
        Home = new Address { Street = "1 Dorset Street", City = "Walworth" },
    };

    /// <summary>Adds Ada with an invoice and a support case, and Bob with the same.</summary>
    public static async Task<(int Ada, int Bob)> AddPeopleAsync(this TestHost<ShopContext> shop)
    {
        await using var scope = shop.NewScope();
        var people = new[] { Ada(), Bob() };
        foreach (var person in people)
        {
            person.Invoices.Add(new Invoice
            {
                BilledTo = $"{person.Name}, Esq.",
                Amount = 99.50m,
                Greeting = $"Dear {person.Name}!",
                IssuedOn = new DateOnly(2025, 5, 20),
            });
            person.Cases.Add(new SupportCase
            {
                Subject = $"Engine of {person.Name}",
                Messages = { new SupportMessage { Text = $"It rattles, says {person.Name}." } },
            });
        }

        scope.Context.AddRange(people);
        await scope.Context.SaveChangesAsync();
        return (people[0].Id, people[1].Id);
    }

    private static void Configure(TestHostOptions options, Action<TestHostOptions>? configure)
    {
        configure?.Invoke(options);
        options.ConfigureToolkit = ShopPurposes.Register + options.ConfigureToolkit;
    }
}
