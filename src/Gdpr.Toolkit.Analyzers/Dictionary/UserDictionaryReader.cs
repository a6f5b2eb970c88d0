using Gdpr.Toolkit.Analyzers.Naming;

namespace Gdpr.Toolkit.Analyzers.Dictionary;

/// <summary>Reads what <c>docs/schemas/gdpr.dictionary.schema.json</c> describes; every mistake is named where it stands.</summary>
internal sealed class UserDictionaryReader(UserDictionary dictionary)
{
    public void Read(JsonValue root)
    {
        Expect(root, JsonKind.Object, "an object");

        // The entries refer to the categories, wherever those stand.
        foreach (var member in root.Members)
        {
            if (member.Name == "categories")
                ReadCategories(member.Value);
        }

        foreach (var member in root.Members)
        {
            switch (member.Name)
            {
                case "$schema" or "categories":
                    break;
                case "words":
                    ReadEntries(member.Value, ReadWords);
                    break;
                case "classes":
                    ReadEntries(member.Value, ReadClasses);
                    break;
                case "neutral":
                    AddTerms(null, new TermHeader(TermRole.Neutral), member.Value);
                    break;
                case "notPersonal":
                    AddTerms(null, new TermHeader(TermRole.Exception), member.Value);
                    break;
                case "notPersonalBeside":
                    AddTerms(null, new TermHeader(TermRole.Stop), member.Value);
                    break;
                default:
                    throw Unknown(member, "categories, words, classes, neutral, notPersonal and notPersonalBeside");
            }
        }
    }

    private void ReadCategories(JsonValue value)
    {
        Expect(value, JsonKind.Object, "an object of own categories");
        foreach (var member in value.Members)
        {
            if (member.Name.IndexOf(':') is var colon && (colon <= 0 || colon == member.Name.Length - 1))
                throw new DictionaryException(member.Start, $"the own category '{member.Name}' needs a prefix and a name, such as 'acme:LoyaltyTier'");
            dictionary.AddCategory(member.Name, KnownCategory(member.Value));
        }
    }

    private static void ReadEntries(JsonValue value, Action<JsonValue> read)
    {
        Expect(value, JsonKind.Array, "an array of entries");
        foreach (var entry in value.Items)
        {
            Expect(entry, JsonKind.Object, "an object");
            read(entry);
        }
    }

    private void ReadWords(JsonValue entry)
    {
        var category = Required(entry, "category");
        var header = dictionary.CategoryOf(Text(category)) is { } known
            ? new TermHeader(TermRole.Data, known) { OwnCategory = category.Text }
            : new TermHeader(TermRole.Data, KnownCategory(category));
        foreach (var member in entry.Members)
        {
            switch (member.Name)
            {
                case "category" or "terms" or "language":
                    break;
                case "in":
                    AddNames(member.Value, header, TermHeader.IsContext, "context");
                    break;
                case "values":
                    AddNames(member.Value, header, TermHeader.IsKind, "kind of value");
                    break;
                case "evidence":
                    Expect(member.Value, JsonKind.Boolean, "true or false");
                    if (member.Value.Text == "true")
                        header.Add("evidence");
                    break;
                default:
                    throw Unknown(member, "category, terms, language, in, values and evidence");
            }
        }

        AddTerms(Language(entry), header.Complete(), Required(entry, "terms"));
    }

    private void ReadClasses(JsonValue entry)
    {
        var header = new TermHeader(TermRole.Type);
        foreach (var member in entry.Members)
        {
            if (member.Name is not ("are" or "terms" or "language"))
                throw Unknown(member, "are, terms and language");
        }

        AddNames(Required(entry, "are"), header, TermHeader.IsContext, "context");
        AddTerms(Language(entry), header, Required(entry, "terms"));
    }

    private void AddTerms(string? language, TermHeader header, JsonValue terms)
    {
        header.IsOwn = true;
        foreach (var term in Texts(terms))
        {
            if (Letters.Fold(term.Text).Length < 2)
                throw new DictionaryException(term.Start, $"'{term.Text}' is no word");
            dictionary.Add(language, header, term.Text);
        }
    }

    private static void AddNames(JsonValue names, TermHeader header, Func<string, bool> isKnown, string what)
    {
        foreach (var name in Texts(names))
        {
            if (!isKnown(name.Text) || !header.TryAdd(name.Text))
                throw new DictionaryException(name.Start, $"'{name.Text}' is no {what}");
        }
    }

    private static string? Language(JsonValue entry)
        => entry.Members.FirstOrDefault(member => member.Name == "language").Value is { } language ? Text(language) : null;

    private static string KnownCategory(JsonValue value)
        => PersonalDataCategories.Contains(Text(value))
            ? value.Text
            : throw new DictionaryException(value.Start, $"'{value.Text}' is no PersonalDataCategory and no category of this file");

    private static JsonValue Required(JsonValue entry, string name)
        => entry.Members.FirstOrDefault(member => member.Name == name).Value ?? throw new DictionaryException(entry.Start, $"the entry has no '{name}'");

    // One text may stand for an array of it.
    private static IReadOnlyList<JsonValue> Texts(JsonValue value)
    {
        if (value.Kind == JsonKind.String)
            return [value];
        Expect(value, JsonKind.Array, "an array of texts");
        foreach (var item in value.Items)
            Expect(item, JsonKind.String, "text in quotes");
        return value.Items;
    }

    private static string Text(JsonValue value)
    {
        Expect(value, JsonKind.String, "text in quotes");
        return value.Text;
    }

    private static void Expect(JsonValue value, JsonKind kind, string what)
    {
        if (value.Kind != kind)
            throw new DictionaryException(value.Start, $"{what} is expected");
    }

    private static DictionaryException Unknown(JsonMember member, string known) => new(member.Start, $"'{member.Name}' is unknown here; known are {known}");
}
