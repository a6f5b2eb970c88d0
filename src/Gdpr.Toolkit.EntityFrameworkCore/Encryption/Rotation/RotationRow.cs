namespace Gdpr.Toolkit.Encryption;

/// <summary>How far a rotation has come that goes over an application's rows. Lies beside the data.</summary>
/// <remarks>Not authenticated: whoever changes it can do no more with it than with the rows that it is about, to which they can write as well.</remarks>
internal sealed class RotationRow
{
    /// <summary>Which rotation it is.</summary>
    public string Name { get; set; } = "";

    /// <summary>Which of its steps is going on.</summary>
    public string Step { get; set; } = "";

    /// <summary>Unix milliseconds at which the step was begun, or later.</summary>
    public long Since { get; set; }

    /// <summary>The column that is gone over; null before the first one.</summary>
    public string? Place { get; set; }

    /// <summary>The primary key of the last row that is done; null before the first one.</summary>
    public string? Cursor { get; set; }

    /// <summary>How many rows this pass has left as they were, so that another one is needed.</summary>
    public long Left { get; set; }

    public int Revision { get; set; }
}
