namespace Gdpr.Toolkit.Erasure;

/// <summary>The person's data has changed since the plan was made, or somebody else has erased them. Nothing was erased by this call: plan again, and look at it again.</summary>
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

    /// <summary>Gets the id of the certificate that another erasure of the person has signed since the plan was made; null where none has.</summary>
    /// <value>Where there is one, the person is erased, and nothing is left to do.</value>
    public string? CertificateId { get; private init; }

    /// <summary>Creates the exception for a person who was erased since the plan was made.</summary>
    /// <param name="certificateId">The id of the certificate that was signed.</param>
    /// <returns>The exception.</returns>
    public static StaleErasurePlanException Erased(string certificateId) => new(
        $"The person has been erased since the plan was made: certificate {certificateId} says what was done. This call erased nothing, and nothing is left to do. "
        + "Should there be new data of the person, call PlanAsync again.")
    {
        CertificateId = certificateId,
    };
}
