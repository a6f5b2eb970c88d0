namespace Gdpr.Toolkit.Sources;

/// <summary>One kind of personal data that a source holds, and what it is used for (GDPR Art. 5(1)(b), 30(1)(c)).</summary>
/// <remarks>Immutable and thread-safe. Says the same of a source as <see cref="PersonalDataAttribute"/> says of a property.</remarks>
public sealed class PersonalDataHolding
{
    /// <summary>Says what a source holds.</summary>
    /// <param name="category">What kind of personal data it is.</param>
    /// <param name="purposes">The names of the purposes it is used for, as registered with <c>AddGdprToolkit</c>; at least one.</param>
    public PersonalDataHolding(PersonalDataCategory category, params string[] purposes)
    {
        ArgumentNullException.ThrowIfNull(purposes);
        Category = category;
        Purposes = Array.AsReadOnly([.. purposes]);
    }

    /// <summary>Gets what kind of personal data it is.</summary>
    public PersonalDataCategory Category { get; }

    /// <summary>Gets the names of the purposes it is used for.</summary>
    public IReadOnlyList<string> Purposes { get; }

    /// <summary>Gets how the controller came to hold it.</summary>
    /// <value>The default is <see cref="DataProvenance.Provided"/>.</value>
    public DataProvenance Provenance { get; init; }

    /// <summary>Gets from whom it came, where not from the person (GDPR Art. 14(2)(f), 15(1)(g)).</summary>
    /// <value>A name that people read; no personal data. The default is null.</value>
    public string? Source { get; init; }

    /// <summary>Gets the condition under which a special category may be processed (GDPR Art. 9(2)).</summary>
    /// <value>Required for special categories. The default is <see cref="Article9Condition.None"/>.</value>
    public Article9Condition Condition { get; init; }

    /// <summary>Gets why data about criminal convictions and offences may be processed (GDPR Art. 10).</summary>
    /// <value>Required for such data. The default is <see cref="Gdpr.Toolkit.Article10Basis.None"/>.</value>
    public Article10Basis Article10Basis { get; init; }
}
