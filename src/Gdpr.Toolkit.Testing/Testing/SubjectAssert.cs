using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Testing.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing;

/// <summary>Checks in a test that an export is complete, and that an erased person is forgotten.</summary>
public static class SubjectAssert
{
    /// <summary>Compares an export with the database: every value that is marked as the person's must be in it, and nobody else's.</summary>
    /// <remarks>
    /// Reads all rows of all people and follows their foreign keys in memory, not by the queries that the export was made with:
    /// meant for test databases. Values are compared field by field. Texts of others, of at least eight characters, are also looked
    /// for in every file with data: give people in tests values that differ. What lies outside the database is not looked at.
    /// A portability export may leave out what it lists as not covered by Art. 20.
    /// </remarks>
    /// <param name="context">A context on the database that tracks nothing; afterwards it tracks nothing again.</param>
    /// <param name="subject">The person.</param>
    /// <param name="package">What the export has written, not encrypted. It is read from its beginning where that can be, and not closed.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A task that ends when everything was compared.</returns>
    /// <exception cref="ExportNotCompleteException">Something is missing, or something is not the person's.</exception>
    /// <exception cref="InvalidOperationException">There is no such person, or the context tracks entities.</exception>
    /// <exception cref="InvalidDataException">The stream holds no package that can be read.</exception>
    public static async Task CompleteAsync(DbContext context, DataSubject subject, Stream package, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(package);
        if (context.ChangeTracker.Entries().Any())
        {
            throw new InvalidOperationException("The context tracks entities, which says nothing about the database. Pass a fresh context.");
        }

        var person = Person.In(context, subject);
        var exported = await ExportedPackage.ReadAsync(package, cancellationToken).ConfigureAwait(false);
        using var right = PurposeScope.BeginRight();
        try
        {
            var people = await StoredPeople.ReadAsync(context, cancellationToken).ConfigureAwait(false);
            ExportComparison.Of(person, people, exported).Require(subject);
        }
        finally
        {
            context.ChangeTracker.Clear();
        }
    }

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
