using System.Globalization;

namespace HostingCompany.Data;

/// <summary>Personnummer that no living person has.</summary>
/// <remarks>
/// The Swedish Tax Agency publishes test numbers as open data (CC0): "Testpersonnummer",
/// https://www.dataportal.se/sv/datasets/6_67959/testpersonnummer. For births from 1990 on its list has two numbers a day,
/// with the birth numbers 238 (female) and 239 (male); for earlier births not every day has one, which is why everybody
/// here is born later. A handful of days in the list lack one of the two.
/// </remarks>
internal static class TestPersonalIdentityNumbers
{
    private const int FemaleBirthNumber = 238;
    private const int MaleBirthNumber = 239;

    // Coprime with the count, so that every index has a number of its own.
    private const int Step = 7_919;
    private const int Offset = 4_711;

    private static readonly DateOnly FirstBirth = new(1990, 1, 1);
    private static readonly DateOnly LastBirth = new(2007, 12, 31);

    /// <summary>Gets how many there are.</summary>
    public static int Count { get; } = 2 * (LastBirth.DayNumber - FirstBirth.DayNumber + 1);

    /// <summary>Gets the number at an index, another one for every index below <see cref="Count"/>.</summary>
    public static (string Number, DateOnly BirthDate, bool IsFemale) At(int index)
    {
        var slot = (int)((index * (long)Step + Offset) % Count);
        var birthDate = FirstBirth.AddDays(slot / 2);
        var isFemale = slot % 2 == 0;
        var birthNumber = isFemale ? FemaleBirthNumber : MaleBirthNumber;
        var nineDigits = string.Create(CultureInfo.InvariantCulture, $"{birthDate:yyMMdd}{birthNumber}");
        var number = string.Create(
            CultureInfo.InvariantCulture, $"{birthDate:yyyyMMdd}-{birthNumber}{CheckDigits.Luhn(nineDigits)}");
        return (number, birthDate, isFemale);
    }
}
