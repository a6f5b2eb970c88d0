using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What an EF model holds about people: for every kind of person every path to every property, and what each of them is.</summary>
/// <remarks>
/// Computed once per model from foreign keys, owned and complex types, JSON documents and inheritance. Export, erasure,
/// retention and the records of processing (GDPR Art. 30) all read it, so that they cannot differ. Immutable and thread-safe.
/// Get it with <c>context.GetPersonalDataMap()</c>.
/// </remarks>
public sealed class PersonalDataMap
{
    private const string Annotation = "Gdpr:PersonalDataMap";

    private readonly Dictionary<IReadOnlyEntityType, SubjectGraph> _bySubject;

    internal PersonalDataMap(IModel model)
    {
        var finder = new SubjectPathFinder(model);
        var entities = model.GetEntityTypes()
            .Where(type => !type.IsOwned() && !type.IsAbstract())
            .SelectMany(type => OwnerPaths.Of(type, finder).Select(path => new MappedEntity(type, path, finder)))
            .ToLookup(entity => entity.Path.Subject);
        Subjects =
        [
            .. model.GetEntityTypes()
                .Where(type => type.SubjectType() == type)
                .Select(subject => new SubjectGraph(subject, entities[subject]))
                .OrderBy(graph => graph.Kind, StringComparer.Ordinal),
        ];
        _bySubject = Subjects.ToDictionary(graph => graph.Metadata);
    }

    /// <summary>Gets the kinds of people, in order of their names.</summary>
    public IReadOnlyList<SubjectGraph> Subjects { get; }

    /// <summary>Gets the map of a model that the toolkit has built.</summary>
    /// <param name="model">The model of a context with <c>UseGdprToolkit()</c>.</param>
    /// <returns>The same map for the same model.</returns>
    /// <exception cref="InvalidOperationException">The model is that of a context without <c>UseGdprToolkit()</c>.</exception>
    public static PersonalDataMap Of(IModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return !ModelStamp.IsOn(model) ? throw ModelErrors.NoToolkit() : model.GetOrAddRuntimeAnnotationValue(Annotation, static model => new PersonalDataMap(model!), model);
    }

    /// <summary>Writes the map as Markdown, a table for each entity.</summary>
    /// <param name="sources">What holds data outside EF, to be printed beside it: inject <c>IEnumerable&lt;IPersonalDataSource&gt;</c>. Null prints the model alone.</param>
    /// <returns>A text without personal data: names of types and properties, and what was said of them.</returns>
    public string ToMarkdown(IEnumerable<IPersonalDataSource>? sources = null) => MapMarkdown.Write(this, sources);

    /// <summary>Writes the map as JSON (RFC 8259), indented, with stable names.</summary>
    /// <param name="sources">What holds data outside EF, to be printed beside it: inject <c>IEnumerable&lt;IPersonalDataSource&gt;</c>. Null prints the model alone.</param>
    /// <returns>A text without personal data.</returns>
    public string ToJson(IEnumerable<IPersonalDataSource>? sources = null) => MapJson.Write(this, sources);

    internal SubjectGraph For(IReadOnlyEntityType subject) => _bySubject[subject];
}
