using System.Globalization;
using Bogus;
using HostingCompany.Model;

namespace HostingCompany.Data;

/// <summary>Makes up customers with everything that hangs on them. The same seed and year give the same people.</summary>
/// <remarks>
/// Dates lie in the last five years, so that invoices are still kept by law whenever the sample is run.
/// Birth dates are stored encrypted and lie before all of them.
/// </remarks>
internal sealed class CustomerGenerator
{
    private const int Seed = 20180525; // the day the GDPR began to apply
    private const int YearsBack = 5;

    private static readonly (string Product, decimal MonthlyFee)[] PriceList =
    [
        ("Domän", 12.50m), ("E-post", 29m), ("Webbhotell", 89m), ("Virtuell server", 249m), ("Säkerhetskopiering", 59m),
    ];

    private static readonly string?[] Times = ["vardagar", "kontorstid", "helger", null];

    private readonly Faker _faker = new("sv") { Random = new Randomizer(Seed) };
    private readonly DateOnly _today;
    private readonly DateOnly _first;
    private int _people;
    private int _invoices;
    private int _preferences;

    public CustomerGenerator(DateOnly today)
    {
        // The data follows the year, not the day: two runs in one year make the same people.
        _today = new DateOnly(today.Year, 1, 1);
        _first = _today.AddYears(-YearsBack);
    }

    /// <summary>Gets how many customers can be made: each has a test personnummer of their own.</summary>
    public static int MaxCustomers => 10_000;

    public IEnumerable<Customer> Generate(int count) => Enumerable.Range(0, count).Select(Create);

    private Customer Create(int index)
    {
        // Of five customers one is a sole trader, one a company.
        Customer customer = (index % 5) switch
        {
            0 => CreateSoleTrader(),
            4 => CreateCompany(),
            _ => CreatePrivateCustomer(),
        };
        AddServices(customer);
        AddInvoices(customer);
        AddSupportCases(customer, atLeast: index % 5 == 0 ? 1 : 0);
        AddLogins(customer);
        return customer;
    }

    private PrivateCustomer CreatePrivateCustomer()
    {
        var person = NextPerson();
        return new PrivateCustomer
        {
            Name = person.Name,
            Email = person.Email,
            Phone = person.Phone,
            PersonalIdentityNumber = person.Number,
            BirthDate = person.BirthDate,
            Username = NextUsername(),
            Address = NextAddress(),
            Preferences = NextPreferences(),
            PriceListId = 1,
            ContractEndedOn = NextContractEnd(),
        };
    }

    private SoleTrader CreateSoleTrader()
    {
        var person = NextPerson();
        return new SoleTrader
        {
            Name = person.Name,
            Email = person.Email,
            Phone = person.Phone,
            PersonalIdentityNumber = person.Number,
            OrganisationNumber = person.Number[2..],
            TradingName = $"{person.Name} {_faker.PickRandom("Webbyrå", "Konsult", "Foto", "Redovisning", "Måleri")}",
            BirthDate = person.BirthDate,
            Username = NextUsername(),
            Address = NextAddress(),
            Preferences = NextPreferences(),
            PriceListId = 2,
            ContractEndedOn = NextContractEnd(),
        };
    }

    private Company CreateCompany()
    {
        var company = new Company
        {
            CompanyName = $"{_faker.PickRandom("Norrsken", "Skärgård", "Gruvan", "Fjället", "Slätten")} "
                + $"{_faker.PickRandom("Data", "Handel", "Bygg", "Teknik", "Transport")} {Fictions.Code(_faker)} AB",
            RegistrationNumber = Fictions.RegistrationNumber(_faker),
            Email = $"faktura@{Fictions.Code(_faker)}.example",
            Phone = Fictions.Phone(_faker),
            Username = NextUsername(),
            Address = NextAddress(),
            Preferences = NextPreferences(),
            PriceListId = 3,
        };
        for (var i = _faker.Random.Int(1, 2); i > 0; i--)
        {
            var name = SwedishNames.FullName(_faker, _faker.Random.Bool());
            company.ContactPersons.Add(new ContactPerson
            {
                Name = name,
                Email = Fictions.Email(_faker, name, ++_people),
                Phone = Fictions.Phone(_faker),
                JobTitle = _faker.PickRandom("Ekonomichef", "Driftansvarig", "Marknadskoordinator", "Verkställande direktör"),
            });
        }

        return company;
    }

    private void AddServices(Customer customer)
    {
        for (var i = _faker.Random.Int(1, 3); i > 0; i--)
        {
            var (product, fee) = _faker.PickRandom(PriceList);
            customer.Services.Add(new Service
            {
                Product = product,
                DomainName = $"{Fictions.Code(_faker)}.example",
                OrderedAt = NextMoment(),
                MonthlyFee = fee,
            });
        }
    }

    private void AddInvoices(Customer customer)
    {
        for (var i = _faker.Random.Int(2, 5); i > 0; i--)
        {
            var issued = NextDay();
            var amount = customer.Services.Sum(service => service.MonthlyFee) * _faker.Random.Int(1, 12);
            var invoice = new Invoice
            {
                Number = string.Create(CultureInfo.InvariantCulture, $"F{issued.Year}-{++_invoices:000000}"),
                IssuedOn = issued,
                BilledTo = BillingNameOf(customer),
                SentTo = customer.Email,
                AmountDue = amount,
            };
            if (_faker.Random.Bool(0.9f))
            {
                invoice.Payments.Add(new Payment
                {
                    PaidOn = issued.AddDays(_faker.Random.Int(3, 30)),
                    AmountPaid = amount,
                    PayerAccount = Fictions.BankAccount(_faker),
                });
            }

            customer.Invoices.Add(invoice);
        }
    }

    private void AddSupportCases(Customer customer, int atLeast)
    {
        var name = NameOf(customer);
        for (var i = _faker.Random.Int(atLeast, 2); i > 0; i--)
        {
            var opened = NextMoment();
            var supportCase = new SupportCase
            {
                Subject = SupportTexts.Subject(_faker, name),
                OpenedAt = opened,
                IsClosed = true,
            };
            for (var answers = _faker.Random.Int(1, 2); answers > 0; answers--)
            {
                supportCase.Messages.Add(new SupportMessage
                {
                    Author = MessageAuthor.Customer,
                    WrittenAt = opened = opened.AddSeconds(_faker.Random.Int(60, 90_000)),
                    Text = SupportTexts.Question(_faker, name, customer.Phone),
                });
                supportCase.Messages.Add(new SupportMessage
                {
                    Author = MessageAuthor.Support,
                    WrittenAt = opened = opened.AddSeconds(_faker.Random.Int(60, 90_000)),
                    Text = SupportTexts.Answer(_faker, name),
                });
            }

            customer.SupportCases.Add(supportCase);
        }
    }

    private void AddLogins(Customer customer)
    {
        for (var i = _faker.Random.Int(2, 8); i > 0; i--)
        {
            customer.Logins.Add(new LoginEvent
            {
                SignedInAt = NextMoment(),
                IpAddress = Fictions.IpAddress(_faker),
                UserAgent = Fictions.UserAgent(_faker),
            });
        }
    }

    private (string Name, string Email, string Phone, string Number, DateOnly BirthDate) NextPerson()
    {
        var (number, birthDate, isFemale) = TestPersonalIdentityNumbers.At(_people);
        var name = SwedishNames.FullName(_faker, isFemale);
        return (name, Fictions.Email(_faker, name, ++_people), Fictions.Phone(_faker), number, birthDate);
    }

    private Address NextAddress() => new()
    {
        Street = Fictions.Street(_faker),
        PostalCode = Fictions.PostalCode(_faker),
        City = Fictions.City(_faker),
    };

    private ContactPreferences NextPreferences() => new()
    {
        Language = _preferences++ % 3 == 0 ? "English" : "Svenska",
        BestTime = Times[_preferences % Times.Length],
    };

    private string NextUsername() => "kund-" + Fictions.Code(_faker);

    private DateOnly? NextContractEnd() => _faker.Random.Bool(0.2f) ? NextDay() : null;

    private DateOnly NextDay() => _first.AddDays(_faker.Random.Int(0, _today.DayNumber - _first.DayNumber - 1));

    private DateTime NextMoment()
        => NextDay().ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddSeconds(_faker.Random.Int(0, 86_399));

    // The name of a company is stored unencrypted, so what is encrypted must be more than that.
    private string BillingNameOf(Customer customer)
        => customer is Company ? $"{NameOf(customer)}, referens {Fictions.Code(_faker)}" : NameOf(customer);

    private static string NameOf(Customer customer) => customer switch
    {
        PrivateCustomer person => person.Name,
        Company company => company.CompanyName,
        _ => throw new InvalidOperationException($"'{customer.GetType().Name}' has no name to print on an invoice."),
    };
}
