using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Sources;

/// <summary>The sources of one scope, those of one person among them.</summary>
internal sealed class PersonalDataSources(IEnumerable<IPersonalDataSource> sources, SubjectContexts contexts, GdprRuntime runtime)
{
    private readonly IReadOnlyList<IPersonalDataSource> _sources = [.. sources];
    private bool _isValid;

    /// <summary>Gets the sources that hold data about people of a kind, in order of their names.</summary>
    /// <exception cref="InvalidOperationException">The registered sources contradict the model or each other.</exception>
    public IReadOnlyList<IPersonalDataSource> For(Person person)
    {
        Require();
        return Of(person.SubjectType, _sources);
    }

    /// <inheritdoc cref="For"/>
    public static IReadOnlyList<IPersonalDataSource> Of(IReadOnlyEntityType subject, IEnumerable<IPersonalDataSource> sources)
        => [.. sources.Where(source => source.Subjects.Any(type => Subject(subject.Model, type) == subject)).OrderBy(source => source.Name, StringComparer.Ordinal)];

    /// <summary>Finds the data subject of a model that a class stands for.</summary>
    public static IReadOnlyEntityType? Subject(IReadOnlyModel model, Type type) => model.FindEntityType(type)?.SubjectType();

    /// <exception cref="InvalidOperationException">The registered sources contradict the model or each other.</exception>
    public void Require()
    {
        if (_isValid || _sources.Count == 0)
        {
            return;
        }

        var violations = SourceRules.Violations(_sources, [.. contexts.All().Select(context => context.Model)], runtime.Purposes).ToList();
        _isValid = violations.Count == 0 ? true : throw SourceErrors.Invalid(violations);
    }
}
