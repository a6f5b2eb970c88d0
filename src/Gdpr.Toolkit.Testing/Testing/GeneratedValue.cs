namespace Gdpr.Toolkit.Testing;

/// <summary>A value that was made up for a person and is marked as their personal data. Immutable.</summary>
public sealed class GeneratedValue
{
    internal GeneratedValue(string entity, string property, object value, IReadOnlyList<string> texts)
        => (Entity, Property, Value, Texts) = (entity, property, value, texts);

    /// <summary>Gets the name of the entity, as plans of erasures write it.</summary>
    public string Entity { get; }

    /// <summary>Gets the path of the property within the entity, such as <c>Address.Street</c>.</summary>
    public string Property { get; }

    /// <summary>Gets the value, as the entity had it when it was saved.</summary>
    public object Value { get; }

    /// <summary>Gets the texts in the value that nobody else has, long enough to be looked for; none in numbers, dates and short texts.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Names the place, not the value.</summary>
    /// <returns>A text such as <c>Customer.Address.Street</c>.</returns>
    public override string ToString() => $"{Entity}.{Property}";
}
