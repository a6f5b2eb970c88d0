using Bogus;

namespace HostingCompany.Data;

/// <summary>Common Swedish names. Bogus has Swedish surnames only, and few.</summary>
internal static class SwedishNames
{
    private static readonly string[] Female =
    [
        "Agnes", "Alva", "Anna", "Astrid", "Birgitta", "Ebba", "Elin", "Elsa", "Emma", "Freja", "Greta", "Hanna", "Ingrid",
        "Johanna", "Karin", "Kerstin", "Klara", "Lovisa", "Maja", "Malin", "Märta", "Nora", "Saga", "Sigrid", "Siv", "Stina",
        "Tuva", "Ulrika", "Wilma", "Åsa",
    ];

    private static readonly string[] Male =
    [
        "Albin", "Anders", "Arvid", "Axel", "Björn", "Elias", "Emil", "Erik", "Filip", "Folke", "Gustav", "Göran", "Henrik",
        "Hugo", "Isak", "Johan", "Jörgen", "Karl", "Lars", "Ludvig", "Melker", "Måns", "Nils", "Olof", "Oskar", "Per",
        "Rasmus", "Sven", "Viktor", "Åke",
    ];

    private static readonly string[] Last =
    [
        "Ahlgren", "Alm", "Berg", "Bergström", "Björklund", "Blom", "Dahlberg", "Edström", "Ek", "Eklund", "Engström", "Forsberg",
        "Fransson", "Gran", "Hedlund", "Hellström", "Holmgren", "Isaksson", "Jonsson", "Jönsson", "Kronberg", "Lind", "Lindqvist",
        "Ljung", "Lundgren", "Löfgren", "Magnusson", "Nordin", "Nyberg", "Norling", "Palm", "Pettersson", "Rosén", "Sandberg",
        "Sjögren", "Sköld", "Strand", "Ström", "Sundin", "Söderberg", "Thorell", "Vikström", "Wallin", "Westerlund", "Åberg",
        "Åström", "Öberg", "Öhman",
    ];

    public static string FullName(Faker faker, bool isFemale)
        => $"{faker.PickRandom(isFemale ? Female : Male)} {LastName(faker)}";

    // Every third person has a double surname, so that most full names belong to one person.
    private static string LastName(Faker faker)
    {
        var names = faker.Random.ArrayElements(Last, faker.Random.Bool(0.33f) ? 2 : 1);
        return string.Join(' ', names);
    }
}
