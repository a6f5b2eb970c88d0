namespace Gdpr.Toolkit.Export;

/// <summary>Stands in a table where a value was left out for the sake of others.</summary>
internal sealed class WithheldCell
{
    public static readonly WithheldCell Instance = new();

    /// <summary>Gives what CSV holds in its place: nothing.</summary>
    public override string ToString() => "";
}
