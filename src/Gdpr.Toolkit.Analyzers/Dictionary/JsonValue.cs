namespace Gdpr.Toolkit.Analyzers.Dictionary;

/// <summary>A value of a JSON text and where it begins.</summary>
internal sealed class JsonValue(int start, JsonKind kind, string text = "", IReadOnlyList<JsonValue>? items = null, IReadOnlyList<JsonMember>? members = null)
{
    /// <summary>Gets the index of its first character.</summary>
    public int Start { get; } = start;

    public JsonKind Kind { get; } = kind;

    /// <summary>Gets the text of a string, or a number or word as it is written.</summary>
    public string Text { get; } = text;

    /// <summary>Gets the elements of an array.</summary>
    public IReadOnlyList<JsonValue> Items { get; } = items ?? [];

    /// <summary>Gets the members of an object in the order of the text.</summary>
    public IReadOnlyList<JsonMember> Members { get; } = members ?? [];
}
