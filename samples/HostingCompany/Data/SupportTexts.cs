using Bogus;

namespace HostingCompany.Data;

/// <summary>What people write to support, with the personal data that free text tends to hold.</summary>
internal static class SupportTexts
{
    private static readonly string[] Subjects =
    [
        "E-post kommer inte fram", "Fel belopp på fakturan", "Kan inte logga in", "Certifikatet har gått ut",
        "Vill flytta min domän", "Webbplatsen är långsam", "Byte av telefonnummer", "Återställning av säkerhetskopia",
    ];

    private static readonly string[] Problems =
    [
        "min e-post har inte kommit fram sedan i morse", "fakturan visar ett annat belopp än vi kom överens om",
        "jag kommer inte in i kontrollpanelen", "webbläsaren varnar för certifikatet",
        "jag vill flytta domänen till er", "sidan tar över tio sekunder att ladda",
        "jag råkade radera en mapp och behöver gårdagens kopia",
    ];

    private static readonly string[] Answers =
    [
        "vi har startat om e-posttjänsten och köade brev levereras nu", "vi krediterar mellanskillnaden på nästa faktura",
        "vi har skickat en ny länk för att välja lösenord", "ett nytt certifikat är utfärdat och installerat",
        "flytten är beställd och klar inom fem dagar", "vi har flyttat er till en snabbare server",
    ];

    public static string Subject(Faker faker, string name) => $"{faker.PickRandom(Subjects)} ({name})";

    public static string Question(Faker faker, string name, string? phone)
        => $"Hej, {faker.PickRandom(Problems)}. Ärendet gäller {name}"
            + (phone is null ? "." : $", ring mig gärna på {phone} efter klockan {faker.Random.Int(9, 16)}.");

    public static string Answer(Faker faker, string name)
        => $"Hej {name}! Tack för att du hörde av dig: {faker.PickRandom(Answers)}. Hör av dig igen om något är oklart.";
}
