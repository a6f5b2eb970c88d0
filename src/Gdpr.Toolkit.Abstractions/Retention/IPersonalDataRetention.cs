namespace Gdpr.Toolkit.Retention;

/// <summary>Tells until when what is held about people is kept, and why (GDPR Art. 5(1)(e), 15(1)(d)).</summary>
/// <remarks>
/// Scoped, and used by one caller at a time, like the context it reads through. Nothing is changed. Consents, objections and
/// restrictions on record count, and so does an erasure that was asked for by removing the person.
/// </remarks>
public interface IPersonalDataRetention
{
    /// <summary>Explains for every value of a person until when it is kept.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="asOf">The day to explain, in the controller's time zone; today when null. Records made after it do not count.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>An entry for each property, and each different answer in its rows.</returns>
    /// <exception cref="InvalidOperationException">There is no such person, or no context whose model has them.</exception>
    Task<SubjectRetention> ExplainAsync(DataSubject subject, DateOnly? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Counts how many rows fall due in each month to come, over all people of all contexts.</summary>
    /// <remarks>
    /// A row falls due when the last of its values does. It reads the rows of one person after the other, so its memory is
    /// bounded by the largest person and its time by the size of the database.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Counts from today on, in the controller's time zone.</returns>
    Task<RetentionForecast> ForecastAsync(CancellationToken cancellationToken = default);
}
