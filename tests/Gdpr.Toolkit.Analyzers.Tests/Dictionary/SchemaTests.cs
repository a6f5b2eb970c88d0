using System.Text.Json;
using Gdpr.Toolkit.Analyzers.Naming;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>The schema offers, in editors, exactly what the reader takes.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", "gdpr.dictionary.schema.json"))).RootElement;

    [Fact]
    public void It_knows_the_categories() => Assert.Equal(PersonalDataCategories.All.Order(StringComparer.Ordinal), Values("category").Order(StringComparer.Ordinal));

    [Fact]
    public void It_knows_the_contexts() => Assert.Equal(Names<Contexts>(), Values("context").Order(StringComparer.Ordinal));

    [Fact]
    public void It_knows_the_kinds_of_value() => Assert.Equal(Names<ValueKinds>(), Values("value").Order(StringComparer.Ordinal));

    private static IEnumerable<string> Values(string definition)
        => Schema.GetProperty("definitions").GetProperty(definition).GetProperty("enum").EnumerateArray().Select(value => value.GetString()!);

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum
        => Enum.GetNames<T>().Where(name => name != "None").Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal);
}
