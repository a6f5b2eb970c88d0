namespace Gdpr.Toolkit;

/// <summary>Marks a property as personal data: what it is and what it is used for (GDPR Art. 4(1), 5(1)(b)).</summary>
/// <remarks>
/// ASP.NET Core Identity has an attribute of the same name; a file that imports both namespaces writes
/// <c>[Gdpr.Toolkit.PersonalData(…)]</c>. See docs/identity.md.
/// </remarks>
/// <param name="category">What kind of personal data it is.</param>
/// <param name="purposes">The names of the purposes it is used for, as registered with <c>AddGdprToolkit</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = true)]
public sealed class PersonalDataAttribute(PersonalDataCategory category, params string[] purposes) : Attribute
{
    /// <summary>Gets what kind of personal data it is.</summary>
    public PersonalDataCategory Category { get; } = category;

    /// <summary>Gets the names of the purposes it is used for.</summary>
    public IReadOnlyList<string> Purposes { get; } = purposes;

    /// <summary>Gets or sets a retention period of this property that is shorter than its purposes'.</summary>
    /// <value>An ISO 8601 period of years, months, weeks and days, such as <c>P12M</c>. The default is none.</value>
    public string? Retention { get; set; }

    /// <summary>Gets or sets the property of the same entity from which <see cref="Retention"/> runs.</summary>
    public string? RetentionFrom { get; set; }

    /// <summary>Gets or sets how the controller came to hold the value.</summary>
    /// <value>The default is <see cref="DataProvenance.Provided"/>.</value>
    public DataProvenance Provenance { get; set; }

    /// <summary>Gets or sets the condition under which a special category may be processed (GDPR Art. 9(2)).</summary>
    /// <value>Required for special categories. The default is <see cref="Article9Condition.None"/>.</value>
    public Article9Condition Condition { get; set; }

    /// <summary>Gets or sets why data about criminal convictions and offences may be processed (GDPR Art. 10).</summary>
    /// <value>Required for such data. The default is <see cref="Gdpr.Toolkit.Article10Basis.None"/>.</value>
    public Article10Basis Article10Basis { get; set; }

    /// <summary>Gets or sets the navigation that leads towards the person whose data this is.</summary>
    /// <value>
    /// The name of a navigation of the same entity, or several with dots between them (<c>Claim.Witness</c>). Needed only where
    /// foreign keys lead to several people: a row can hold data of each of them. The default is the one way there is.
    /// </value>
    public string? Subject { get; set; }

    /// <summary>Gets or sets the property that says for each row whether the value is personal data.</summary>
    /// <value>
    /// The name of a <see cref="bool"/> property of the same class: the organisation number of a sole trader is the person's own,
    /// that of a company is not. Rows where it is false, or null, are neither exported nor erased. The default is none: always.
    /// </value>
    public string? When { get; set; }

    /// <summary>Gets or sets the property that says for each row whether exports leave the value out for the sake of others (GDPR Art. 15(4), 20(4)).</summary>
    /// <value>
    /// The name of a <see cref="bool"/> property of the same class: a message in a conversation that another customer wrote, say. Where it is true, the
    /// record stays in its place without the value, and the package says how many were left out. Erasures take the value all the same. The default is none.
    /// </value>
    public string? WithheldWhen { get; set; }

    /// <summary>Gets or sets from whom the value came, where not from the person (GDPR Art. 14(2)(f), 15(1)(g)).</summary>
    /// <value>A name that people read, such as <c>SPAR</c>; no personal data. The default is null: <see cref="Provenance"/> says it all.</value>
    public string? Source { get; set; }

    /// <summary>Gets or sets what is written in place of the value when it is erased but its row stays.</summary>
    /// <value>
    /// In the invariant culture's format of the property's type. The default is null for a nullable property and
    /// the empty value for text and bytes; other required properties of a data subject must declare one.
    /// </value>
    public string? Replacement { get; set; }
}
