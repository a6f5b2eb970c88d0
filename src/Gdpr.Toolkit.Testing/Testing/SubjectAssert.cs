using Gdpr.Toolkit.Testing.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing;

/// <summary>Checks in a test that an erased person is forgotten.</summary>
public static class SubjectAssert
{
    /// <summary>Looks below EF Core for values of a person, in every text and binary column of every table of the model.</summary>
    /// <remarks>
    /// Values are looked for as parts of texts, with case, and as UTF-8 in binary columns. The tables are read row by row:
    /// meant for test databases. It sees neither freed pages nor backups. Values that a law retains in plaintext are found
    /// like any other: leave them out.
    /// </remarks>
    /// <param name="context">A context on the database.</param>
    /// <param name="subject">The person.</param>
    /// <param name="values">What must be gone, such as a name and an e-mail address that nobody else has; none of them empty.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A task that ends when everything was looked at.</returns>
    /// <exception cref="SubjectNotForgottenException">A value was found, or queries still find the person.</exception>
    /// <exception cref="ArgumentException">There are no values, or one is empty: nothing would be looked for.</exception>
    public static async Task ForgottenAsync(
        DbContext context, DataSubject subject, IEnumerable<string> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(values);
        var search = new ValueSearch([.. values]);
        var places = await StoredTables.SearchAsync(context, search, cancellationToken).ConfigureAwait(false);
        if (await VisiblePeople.ContainAsync(context, subject, cancellationToken).ConfigureAwait(false))
        {
            places.Insert(0, $"{subject.EntityType.Name}: queries still find the person");
        }

        if (places.Count > 0)
        {
            throw new SubjectNotForgottenException(subject, places);
        }
    }
}
