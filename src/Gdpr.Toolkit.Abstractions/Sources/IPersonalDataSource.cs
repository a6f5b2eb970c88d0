namespace Gdpr.Toolkit.Sources;

/// <summary>Holds data about people outside EF Core: files, videos, mailboxes, another service (GDPR Art. 4(6)).</summary>
/// <remarks>
/// Register it with <c>gdpr.AddSource&lt;TSource&gt;()</c>: from then on exports, erasures and the map include it.
/// <list type="bullet">
/// <item>A person is found by their key alone. The values of their rows, such as an e-mail address, and the rows themselves
/// are gone when a source is asked after an erasure.</item>
/// <item>An exception means "it could not be found out", or "it could not be done". It never means "there is nothing", and nothing
/// found never stands for an exception: a share that is not mounted must throw.</item>
/// <item>No message, description of an error or <see cref="Name"/> holds personal data: they reach logs and certificates.</item>
/// <item>Every call may be repeated, also after a crash in the middle of it. After the database's commit calls are not cancelled:
/// limit their time yourself.</item>
/// <item>One instance serves one caller at a time, like a <c>DbContext</c>.</item>
/// </list>
/// </remarks>
public interface IPersonalDataSource
{
    /// <summary>Gets the stable name of the source, which is printed on certificates and names a folder of export packages.</summary>
    /// <value>Lower-case letters, digits and single hyphens, at most 64 characters, such as <c>cv-files</c>; unique in the application.</value>
    string Name { get; }

    /// <summary>Gets the data subjects whose data the source holds.</summary>
    /// <value>At least one class marked <see cref="DataSubjectAttribute"/>. A derived class stands for its base.</value>
    IReadOnlyCollection<Type> Subjects { get; }

    /// <summary>Gets what kinds of personal data the source holds, and for what.</summary>
    /// <value>At least one, each category once. An item of another category is an error.</value>
    IReadOnlyList<PersonalDataHolding> Holdings { get; }

    /// <summary>Lists everything that the source holds about a person (GDPR Art. 15), page by page as far as it has pages.</summary>
    /// <remarks>Changes nothing. It is called while planning, before an erasure and again after it: what it does not list counts as gone.</remarks>
    /// <param name="subject">The person, by the outermost class that is marked as data subject and its primary key.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The items in any order; none when the source has looked and holds nothing.</returns>
    IAsyncEnumerable<PersonalDataItem> FindAsync(DataSubject subject, CancellationToken cancellationToken);

    /// <summary>Writes the content of an item, as the person may have it.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="item">An item that <see cref="FindAsync"/> has just listed. If it has gone since, throw.</param>
    /// <param name="destination">Where the content is written. It cannot be read or rewound, and need not be closed.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <returns>A task that ends when the whole content is written.</returns>
    Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken);

    /// <summary>Erases items for good (GDPR Art. 17).</summary>
    /// <remarks>
    /// What came of it is not asked but looked up: <see cref="FindAsync"/> is called again. An item that is still there counts as
    /// failed, unless it then says why it is retained. Where one item cannot be erased, go on with the others and throw at the end.
    /// An erasure, sweep or replay in the same database that begins in here throws: it would wait for this one.
    /// </remarks>
    /// <param name="subject">The person.</param>
    /// <param name="items">Items that <see cref="FindAsync"/> has listed and that nothing retains. One that has gone since is no error.</param>
    /// <param name="cancellationToken">Cancels the erasure between items.</param>
    /// <returns>A task that ends when the items are erased.</returns>
    Task EraseAsync(DataSubject subject, IReadOnlyList<PersonalDataItem> items, CancellationToken cancellationToken);
}
