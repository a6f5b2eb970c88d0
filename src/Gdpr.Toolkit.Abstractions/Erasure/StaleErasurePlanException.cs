namespace Gdpr.Toolkit.Erasure;

/// <summary>The person's data has changed since the plan was made. Nothing was erased: plan again, and look at it again.</summary>
public sealed class StaleErasurePlanException : InvalidOperationException
{
    /// <summary>Creates the exception with a message that says what to do.</summary>
    public StaleErasurePlanException()
        : base("The person's data has changed since the erasure plan was made. Nothing was erased. "
            + "Call PlanAsync again and carry out the new plan.")
    {
    }

    /// <summary>Creates the exception with a message of its own.</summary>
    /// <param name="message">What happened and what to do.</param>
    public StaleErasurePlanException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and a cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public StaleErasurePlanException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
