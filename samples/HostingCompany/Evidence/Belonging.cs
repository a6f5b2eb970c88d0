namespace HostingCompany.Evidence;

/// <summary>A row that is somebody's.</summary>
/// <param name="Label">Whose, as the sample's files say it.</param>
/// <param name="Person">Whose: the row of the person.</param>
/// <param name="Row">The row; for the person's own row the same.</param>
internal sealed record Belonging(string Label, object Person, object Row);
