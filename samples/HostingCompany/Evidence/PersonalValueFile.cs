using CsvHelper;

namespace HostingCompany.Evidence;

/// <summary>Writes <c>people.csv</c> and <c>erased.csv</c> (RFC 4180, UTF-8).</summary>
internal static class PersonalValueFile
{
    public static void Write(string path, IEnumerable<PersonalValue> values)
    {
        using var csv = CsvWriter.ToFile(path);
        csv.WriteHeader("person", "entity", "property", "value", "encrypted");
        foreach (var value in values)
        {
            csv.WriteRecord(value.Person, value.Entity, value.Property, value.Value, value.Encrypted ? "true" : "false");
        }
    }
}
