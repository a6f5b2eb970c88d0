using Bogus;
using Gdpr.Toolkit;
using HostingCompany.Model;

namespace HostingCompany.Data;

/// <summary>Makes up everybody who is no customer, and what customers leave behind besides orders and invoices.</summary>
/// <remarks>It has a generator of its own, so that it changes nothing about the customers of <see cref="CustomerGenerator"/>.</remarks>
internal sealed class CompanyGenerator(DateOnly today)
{
    private const int Seed = 19990101;
    private const int FirstPerson = 50_000; // numbers in e-mail addresses, apart from those of customers

    private static readonly Recipient[] Recipients =
    [
        new() { Id = 1, Name = "Skatteverket", Kind = RecipientKind.TaxAuthority, Country = "SE" },
        new() { Id = 2, Name = "Polismyndigheten", Kind = RecipientKind.LawEnforcement, Country = "SE" },
        new() { Id = 3, Name = "Domänregistret Exempel", Kind = RecipientKind.IndependentController, Country = "SE" },
        new() { Id = 4, Name = "Utskick Exempel AB", Kind = RecipientKind.Processor, Country = "SE" },
    ];

    private static readonly string[] Changes = ["Bytte lösenord", "Ändrade DNS-poster", "Utökade lagringen", "Förnyade certifikatet"];

    private static readonly string[] Doors = ["Huvudentrén", "Serverhall norr", "Serverhall söder"];

    private static readonly string[] Courses = ["Dataskydd, grund", "Dataskydd, repetition"];

    private readonly Faker _faker = new("sv") { Random = new Randomizer(Seed) };
    private int _people = FirstPerson;

    /// <summary>Surrounds customers with everybody else.</summary>
    public Everybody Generate(IReadOnlyList<Customer> customers)
    {
        foreach (var (index, customer) in customers.Index())
        {
            AddHistory(customer, isTalkative: index % 5 == 0);
        }

        return new Everybody
        {
            Customers = customers,
            Subscribers = Many(20, _ => new NewsletterSubscriber { Email = Fictions.Email(_faker, NextName(), ++_people) }),
            Suppliers = Many(5, NextSupplier),
            Applicants = Many(16, NextApplicant),
            Visitors = Many(20, NextVisitor),
            Employees = Many(12, NextEmployee),
            Recipients = Recipients,
        };
    }

    private void AddHistory(Customer customer, bool isTalkative)
    {
        foreach (var service in customer.Services)
        {
            service.Changes.Add(new ServiceChange { ChangedAt = MomentAgo(5, 900), What = _faker.PickRandom(Changes) });
        }

        if (isTalkative || _faker.Random.Bool(0.2f))
        {
            customer.Calls.Add(new CallRecording { CalledAt = MomentAgo(5, 80), Transcript = $"Samtal med {customer.Email}: {_faker.PickRandom(Changes)}." });
            var recipient = _faker.PickRandom(Recipients);
            customer.Disclosures.Add(new Disclosure
            {
                RecipientId = recipient.Id,
                DisclosedAt = MomentAgo(5, 700),
                Content = $"Till {recipient.Name}: {customer.Email}",
            });
        }

        if (customer is Company company)
        {
            var name = NextName();
            company.PortalUsers.Add(new PortalUser { Name = name, Email = Fictions.Email(_faker, name, ++_people), LastSignedInOn = DayAgo(1, 900) });
        }
    }

    private Supplier NextSupplier(int index)
    {
        var supplier = new Supplier { Name = $"Leverantör {Fictions.Code(_faker)} AB" };
        var name = NextName();
        supplier.Contacts.Add(new SupplierContact { Name = name, Email = Fictions.Email(_faker, name, ++_people), Phone = Fictions.Phone(_faker) });
        return supplier;
    }

    private JobApplicant NextApplicant(int index)
    {
        var name = NextName();
        var closed = index % 2 == 0 ? (DateOnly?)null : DayAgo(60, 1_000);
        var applicant = new JobApplicant
        {
            Name = name,
            Email = Fictions.Email(_faker, name, ++_people),
            BirthDate = new DateOnly(_faker.Random.Int(1970, 1989), _faker.Random.Int(1, 12), _faker.Random.Int(1, 28)),
            Letter = $"Jag heter {name} och söker tjänsten som {_faker.PickRandom("driftstekniker", "ekonom", "utvecklare")}.",
            Needs = index % 4 == 0 ? $"Teckenspråkstolk åt {name}" : null,
            RecruitmentClosedOn = closed,
        };
        applicant.Interviews.Add(new Interview
        {
            HeldOn = (closed ?? today).AddDays(-_faker.Random.Int(3, 30)),
            Notes = $"{name} gav ett {_faker.PickRandom("gott", "osäkert", "erfaret")} intryck.",
        });
        return applicant;
    }

    // The first visitor came thirty days ago, and not again.
    private Visitor NextVisitor(int index)
    {
        var visitor = new Visitor { Name = NextName(), Phone = Fictions.Phone(_faker) };
        var card = $"kort-{Fictions.Code(_faker)}";
        for (var i = index == 0 ? 1 : _faker.Random.Int(1, 3); i > 0; i--)
        {
            var passed = index == 0 ? MomentAgo(30, 30) : MomentAgo(5, 160);
            visitor.Passages.Add(new AccessCardEvent { PassedAt = passed, Door = _faker.PickRandom(Doors), CardNumber = card });
            visitor.Clips.Add(new CameraClip { RecordedAt = passed, FileName = $"film-{Fictions.Code(_faker)}.mp4" });
        }

        visitor.LastVisitOn = DateOnly.FromDateTime(visitor.Passages.Max(passage => passage.PassedAt));
        return visitor;
    }

    private Employee NextEmployee(int index)
    {
        var name = NextName();
        var ended = index % 4 == 3 ? DayAgo(100, 1_200) : (DateOnly?)null;
        var employee = new Employee
        {
            Name = name,
            Email = Fictions.Email(_faker, name, ++_people),
            SalaryAccount = Fictions.BankAccount(_faker),
            EmploymentEndedOn = ended,
        };
        employee.Trainings.Add(new Training { Course = _faker.PickRandom(Courses), CompletedOn = (ended ?? today).AddDays(-_faker.Random.Int(10, 300)) });
        return employee;
    }

    private string NextName() => SwedishNames.FullName(_faker, _faker.Random.Bool());

    private DateOnly DayAgo(int atLeast, int atMost) => today.AddDays(-_faker.Random.Int(atLeast, atMost));

    // In the middle of the day, which is the same in every time zone that matters here.
    private DateTime MomentAgo(int atLeast, int atMost)
        => DayAgo(atLeast, atMost).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc).AddSeconds(_faker.Random.Int(0, 6 * 3_600));

    private static List<T> Many<T>(int count, Func<int, T> create) => [.. Enumerable.Range(0, count).Select(create)];
}
