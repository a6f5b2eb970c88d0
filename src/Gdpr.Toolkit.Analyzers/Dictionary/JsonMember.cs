namespace Gdpr.Toolkit.Analyzers.Dictionary;

/// <summary>A named value of an object.</summary>
internal readonly struct JsonMember(string name, int start, JsonValue value)
{
    public string Name { get; } = name;

    /// <summary>Gets the index of the name's first character.</summary>
    public int Start { get; } = start;

    public JsonValue Value { get; } = value;
}
