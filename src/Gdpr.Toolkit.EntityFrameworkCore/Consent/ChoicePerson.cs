using System.Linq.Expressions;
using System.Reflection;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Consent;

/// <summary>Finds the person and the purpose that a choice is about, or says that there is none.</summary>
internal static class ChoicePerson
{
    private static readonly MethodInfo AnyMethod = typeof(ChoicePerson).GetMethod(nameof(AnyAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Person Find(SubjectContexts contexts, DataSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Person.Find(contexts, subject);
    }

    public static PurposeDefinition Purpose(this GdprRuntime runtime, string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return runtime.Purposes.Find(purpose) ?? throw ConsentErrors.PurposeUnknown(purpose);
    }

    /// <summary>Requires the person's row, within the boundaries of the application's query filters.</summary>
    /// <param name="person">The person.</param>
    /// <param name="erasedToo">Whether somebody who was removed or erased will do: what is recorded of them is there still.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <exception cref="InvalidOperationException">There is no such row.</exception>
    public static async Task RequireAsync(Person person, bool erasedToo, CancellationToken cancellationToken)
    {
        var found = (Task<bool>)AnyMethod.MakeGenericMethod(person.SubjectType.ClrType).Invoke(null, [person, erasedToo, cancellationToken])!;
        if (!await found.ConfigureAwait(false))
        {
            throw ConsentErrors.PersonUnknown(person.SubjectType.ShortName());
        }
    }

    private static async Task<bool> AnyAsync<TEntity>(Person person, bool erasedToo, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var isTheirs = person.SubjectType.FindPrimaryKey()!.Properties
            .Select((property, index) => StoredRows.EqualsParameter(StoredRows.Property(row, property), person.Key[index]))
            .Aggregate(Expression.AndAlso);
        var rows = StoredRows.Of<TEntity>(person.Context, person.SubjectType);
        // What the application hides from its own screens is somebody who can object all the same; boundaries between tenants hold.
        var ignored = QueryFilters.Hiding(person.Context.Model).Where(filter => erasedToo || filter != SoftErasureConvention.FilterName);
        return await rows.IgnoreQueryFilters([.. ignored])
            .AnyAsync(Expression.Lambda<Func<TEntity, bool>>(isTheirs, row), cancellationToken)
            .ConfigureAwait(false);
    }
}
