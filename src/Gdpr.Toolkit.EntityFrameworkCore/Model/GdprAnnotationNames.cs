namespace Gdpr.Toolkit.Model;

/// <summary>The annotations that attributes, fluent calls and conventions set alike, and that everything later reads.</summary>
/// <remarks>Values are strings, so that a migration's snapshot can be written.</remarks>
internal static class GdprAnnotationNames
{
    public const string Prefix = "Gdpr:";
    public const string DataSubject = Prefix + "DataSubject";
    public const string PersonalData = Prefix + "PersonalData";
    public const string NotPersonalData = Prefix + "NotPersonalData";
    public const string RestIsNotPersonalData = Prefix + "RestIsNotPersonalData";
    public const string Tenant = Prefix + "Tenant";
    public const string QueryFilterKind = Prefix + "QueryFilterKind:";
    public const string Encrypted = Prefix + "Encrypted";
    public const string Anchors = Prefix + "Anchors";
    public const string ExportName = Prefix + "ExportName";
    public const string BlindIndexOf = Prefix + "BlindIndexOf";
}
