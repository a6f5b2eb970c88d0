using System.Linq.Expressions;
using Gdpr.Toolkit.Testing.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing;

/// <summary>Makes up people with all their rows for any model, to test that an export is complete and that an erasure leaves nothing.</summary>
/// <remarks>
/// Every entity gets rows: of every person, linked in every way that the model allows, to themselves and to each other.
/// Texts are unique, so that they can be looked for; numbers, dates and enumerations fit their types. The same seed makes the
/// same rows for the same model. Not thread-safe.
/// </remarks>
public sealed class PersonGenerator
{
    private readonly SeededNumbers _numbers;
    private readonly ValueMaker _values;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">What decides about everything random. Print it when a test fails.</param>
    public PersonGenerator(int seed)
    {
        Seed = seed;
        _numbers = new SeededNumbers(seed);
        _values = new ValueMaker(_numbers);
    }

    /// <summary>Gets what decides about everything random.</summary>
    public int Seed { get; }

    /// <summary>Gets how many rows of an entity a person has at most.</summary>
    /// <value>At least 1. The default is 2.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is smaller than 1.</exception>
    public int MaximumRows
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 2;

    /// <summary>Says how values of a property are made: where the database or the class takes only some.</summary>
    /// <typeparam name="TEntity">The class that has the property; an owned or complex one, too.</typeparam>
    /// <typeparam name="TValue">The type of the property.</typeparam>
    /// <param name="property">The property, such as <c>customer => customer.Country</c>.</param>
    /// <param name="value">Makes a value from a number that counts the values made.</param>
    /// <returns>The same generator.</returns>
    /// <exception cref="ArgumentException">The expression names no property.</exception>
    public PersonGenerator Set<TEntity, TValue>(Expression<Func<TEntity, TValue>> property, Func<int, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(property);
        ArgumentNullException.ThrowIfNull(value);
        var member = property.Body is MemberExpression { Expression: ParameterExpression } access
            ? access.Member
            : throw new ArgumentException("Name a property of the class itself, such as customer => customer.Country.", nameof(property));
        _values.Declare(member, number => value(number));
        return this;
    }

    /// <summary>Makes up people of every kind that the model has, and saves them.</summary>
    /// <param name="context">A context that tracks nothing; afterwards it tracks nothing again.</param>
    /// <param name="people">How many of each kind, at least 1. Of a hierarchy, they are of its classes in turn.</param>
    /// <param name="cancellationToken">Cancels the saving.</param>
    /// <returns>The people, with what is marked as theirs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There would be nobody.</exception>
    /// <exception cref="InvalidOperationException">The context tracks entities, holds no people, or rows of its model cannot be saved one after the other.</exception>
    /// <exception cref="NotSupportedException">A property is of a type of which no value is known: say it with <see cref="Set"/>.</exception>
    public async Task<IReadOnlyList<GeneratedPerson>> SaveAsync(DbContext context, int people = 3, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        if (context.ChangeTracker.Entries().Any())
        {
            throw new InvalidOperationException("The context tracks entities, which would be saved as well. Pass a fresh context.");
        }

        try
        {
            var graph = new ObjectGraph(context, _values, _numbers, MaximumRows);
            graph.Add(people);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            graph.AddOptionalLinks();
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return graph.People();
        }
        finally
        {
            context.ChangeTracker.Clear();
        }
    }
}
