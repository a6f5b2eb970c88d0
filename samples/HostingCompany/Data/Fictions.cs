using System.Globalization;
using Bogus;

namespace HostingCompany.Data;

/// <summary>Values that look real and are nobody's.</summary>
internal static class Fictions
{
    // Swedish number series that the Post and Telecom Authority keeps free for films and books.
    private static readonly (string Prefix, int First, int Last)[] PhoneSeries =
    [
        ("+467017406", 5, 99),
        ("+46313900", 600, 699),
        ("+46406280", 400, 499),
        ("+46846500", 400, 499),
        ("+46980319", 200, 299),
    ];

    // Addresses for documentation (RFC 5737), three digits at the end so that none is the beginning of another.
    private static readonly string[] DocumentationNetworks = ["192.0.2.", "198.51.100.", "203.0.113."];

    // Names under which no mail is delivered (RFC 2606).
    private static readonly string[] MailDomains = ["example.com", "example.net", "example.org", "post.example"];

    private static readonly string[] StreetNames =
    [
        "Björkallén", "Cykelstråket", "Dammtorget", "Ekbacken", "Fjällvägen", "Granitvägen", "Hamnpromenaden", "Järnvägsgatan",
        "Kvarnbacken", "Ljungstigen", "Masugnsvägen", "Norra Ringvägen", "Odlingsvägen", "Plommonvägen", "Renstigen",
        "Skeppsbron", "Tegelbruksgatan", "Utsiktsvägen", "Vattentornet", "Åkervägen", "Ängsvägen", "Östra Esplanaden",
    ];

    // None is part of another: a byte search for one must not find the other.
    private static readonly string[] Cities =
    [
        "Borås", "Eskilstuna", "Falun", "Gävle", "Göteborg", "Halmstad", "Helsingborg", "Jönköping", "Kalmar", "Karlstad",
        "Linköping", "Luleå", "Malmö", "Norrköping", "Skellefteå", "Stockholm", "Sundsvall", "Umeå", "Uppsala", "Västerås",
        "Växjö", "Örebro", "Östersund",
    ];

    public static string Phone(Faker faker)
    {
        var series = faker.PickRandom(PhoneSeries);
        var digits = series.Prefix.Length > 9 ? "00" : "000";
        return series.Prefix + faker.Random.Int(series.First, series.Last).ToString(digits, CultureInfo.InvariantCulture);
    }

    public static string Email(Faker faker, string name, int number)
        => string.Create(
            CultureInfo.InvariantCulture, $"{Ascii(name).Replace(' ', '.')}{number}@{faker.PickRandom(MailDomains)}");

    /// <summary>Makes an IBAN with valid check digits and the bank code 000; Swedish clearing numbers begin at 1000.</summary>
    public static string BankAccount(Faker faker)
    {
        var account = "000" + faker.Random.ReplaceNumbers("#################");
        return $"SE{CheckDigits.Iban("SE", account)}{account}";
    }

    public static string RegistrationNumber(Faker faker)
    {
        var nineDigits = "5599" + faker.Random.ReplaceNumbers("#####");
        return $"{nineDigits[..6]}-{nineDigits[6..]}{CheckDigits.Luhn(nineDigits)}";
    }

    public static string IpAddress(Faker faker)
        => faker.Random.Bool(0.3f)
            ? faker.PickRandom(DocumentationNetworks) + faker.Random.Int(100, 254).ToString(CultureInfo.InvariantCulture)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"2001:db8:{Group(faker):x4}:{Group(faker):x4}::{Group(faker):x4}"); // RFC 3849

    public static string UserAgent(Faker faker)
    {
        var system = faker.PickRandom("Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Macintosh; Intel Mac OS X 10_15_7");
        var version = string.Create(
            CultureInfo.InvariantCulture, $"{faker.Random.Int(120, 139)}.0.{faker.Random.Int(6000, 7999)}.{faker.Random.Int(100, 199)}");
        return $"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36";
    }

    public static string Street(Faker faker)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{faker.PickRandom(StreetNames)} {faker.Random.Int(1, 98)} lgh {faker.Random.Int(10, 19)}{faker.Random.Int(1, 12):00}");

    public static string PostalCode(Faker faker)
        => string.Create(CultureInfo.InvariantCulture, $"{faker.Random.Int(100, 984)} {faker.Random.Int(10, 99)}");

    public static string City(Faker faker) => faker.PickRandom(Cities);

    /// <summary>Makes letters and digits that occur in no name, always as many.</summary>
    public static string Code(Faker faker) => faker.Random.String2(8, "bcdfghjklmnpqrstvwxz23456789");

    private static int Group(Faker faker) => faker.Random.Int(0x1000, 0xffff);

    private static string Ascii(string name) => string.Concat(name.ToLowerInvariant().Select(c => c switch
    {
        'å' or 'ä' or 'á' or 'à' => 'a',
        'ö' or 'ø' or 'ó' => 'o',
        'é' or 'è' or 'ë' => 'e',
        'ü' => 'u',
        _ => c,
    }));
}
