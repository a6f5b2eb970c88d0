namespace Gdpr.Toolkit.Export;

/// <summary>A field, or a category of a source outside the database, that an export leaves out.</summary>
/// <param name="Entity">The entity's public name, or the name of the source.</param>
/// <param name="Field">The field's path within the entity, the name of the category, or <see cref="Everything"/>.</param>
/// <param name="Reason">Why it is left out.</param>
/// <param name="Text">The same in an English sentence.</param>
public sealed record ExportOmission(string Entity, string Field, ExportOmissionReason Reason, string Text)
{
    /// <summary>The <see cref="Field"/> of an omission that concerns everything of the entity or source.</summary>
    public const string Everything = "*";

    /// <summary>Gets how many values of this person's records were left out.</summary>
    /// <value>Null where everything of the field is left out, so that nobody counted.</value>
    public int? Values { get; init; }
}
