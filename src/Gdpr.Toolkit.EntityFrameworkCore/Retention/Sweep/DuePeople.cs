using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Retention;

/// <summary>Finds the people of whom something may be due that rows do not tell by themselves, in pages by their key.</summary>
internal sealed class DuePeople(DbContext context, SweepSchedule schedule, GdprRuntime runtime)
{
    private const int Page = 500;

    private static readonly MethodInfo PageMethod = Method(nameof(ReadPageAsync));

    private static readonly MethodInfo RequestedMethod = Method(nameof(AnyRequestedCoreAsync));

    private static readonly MethodInfo RowsMethod = Method(nameof(AnyRow));

    /// <summary>Whether anybody was removed or erased.</summary>
    public Task<bool> AnyRequestedAsync(CancellationToken cancellationToken)
        => (Task<bool>)RequestedMethod.MakeGenericMethod(schedule.Subject.Metadata.ClrType).Invoke(this, BindingFlags.DoNotWrapExceptions, binder: null, [cancellationToken], culture: null)!;

    /// <summary>Reads them; nobody twice unless they have both rows that tell and records.</summary>
    public async IAsyncEnumerable<Person> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var key in ReadKeysAsync(onlyDue: true, cancellationToken).ConfigureAwait(false))
        {
            yield return Person.Of(context, schedule.Subject, key);
        }

        var (realm, references) = await ChangedMindsAsync(cancellationToken).ConfigureAwait(false);
        if (references.Count == 0)
        {
            yield break;
        }

        await foreach (var key in ReadKeysAsync(onlyDue: false, cancellationToken).ConfigureAwait(false))
        {
            var person = Person.Of(context, schedule.Subject, key);
            if (references.Contains(Convert.ToHexString(PersonKeys.ReferenceOf(person, realm!))))
            {
                yield return person;
            }
        }
    }

    private async IAsyncEnumerable<object[]> ReadKeysAsync(bool onlyDue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = PageMethod.MakeGenericMethod(schedule.Subject.Metadata.ClrType);
        object[]? after = null;
        do
        {
            var keys = await ((Task<List<object[]>>)page.Invoke(
                this, BindingFlags.DoNotWrapExceptions, binder: null, [onlyDue, after, cancellationToken], culture: null)!).ConfigureAwait(false);
            foreach (var key in keys)
            {
                yield return key;
            }

            after = keys.Count == Page ? keys[^1] : null;
        }
        while (after is not null);
    }

    private Task<List<object[]>> ReadPageAsync<TSubject>(bool onlyDue, object[]? after, CancellationToken cancellationToken)
        where TSubject : class
    {
        var person = Expression.Parameter(typeof(TSubject), "person");
        var key = schedule.Subject.Metadata.FindPrimaryKey()!.Properties;
        var query = People<TSubject>();
        query = onlyDue ? query.Where(Expression.Lambda<Func<TSubject, bool>>(MayBeDue(person), person)) : query;
        query = after is null ? query : query.Where(Expression.Lambda<Func<TSubject, bool>>(KeyAfter.Build(person, key, after), person));
        var parts = key.Select(part => Expression.Convert(StoredRows.Property(person, part), typeof(object))).ToList();
        var ordered = parts.Skip(1).Aggregate(
            query.OrderBy(Expression.Lambda<Func<TSubject, object>>(parts[0], person)),
            (keys, part) => keys.ThenBy(Expression.Lambda<Func<TSubject, object>>(part, person)));
        return ordered.Take(Page)
            .Select(Expression.Lambda<Func<TSubject, object[]>>(Expression.NewArrayInit(typeof(object), parts), person))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Who waits for an erasure; whose rows may be due; and who is erased and of whose retained rows any may be.</summary>
    private Expression MayBeDue(ParameterExpression person)
    {
        var requested = Expression.NotEqual(
            StoredRows.Property(person, schedule.Subject.Metadata.FindProperty(SoftErasureProperties.RequestedAt)!), Expression.Constant(null, typeof(long?)));
        var isPending = Expression.AndAlso(
            requested,
            Expression.Equal(StoredRows.Property(person, schedule.Subject.Metadata.FindProperty(SoftErasureProperties.ErasedAt)!), Expression.Constant(null, typeof(long?))));
        return schedule.Groups
            .Select(group => SweepTerm.Of(requested).And(Rows(group, person, schedule.DueOnRequest))
                .Or(group.IsDecidedByRow ? SweepTerm.Never : Rows(group, person, schedule.Due)))
            .Aggregate(SweepTerm.Of(isPending), (all, next) => all.Or(next))
            .Expression;
    }

    private SweepTerm Rows(SweepGroup group, ParameterExpression person, Func<Expression, SweepGroup, SweepTerm> isDue)
        => (SweepTerm)RowsMethod.MakeGenericMethod(group.Entity.EntityType.ClrType).Invoke(
            this, BindingFlags.DoNotWrapExceptions, binder: null, [group, person, isDue], culture: null)!;

    private SweepTerm AnyRow<TEntity>(SweepGroup group, ParameterExpression person, Func<Expression, SweepGroup, SweepTerm> isDue)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var due = isDue(row, group);
        if (group.Entity.IsSubject)
        {
            var own = isDue(Own(person, group.Entity.EntityType.ClrType), group);
            return group.Entity.EntityType.ClrType == person.Type || own.Condition is null
                ? own
                : SweepTerm.Of(Expression.AndAlso(Expression.TypeIs(person, group.Entity.EntityType.ClrType), own.Condition));
        }

        if (due.IsNever)
        {
            return due;
        }

        var condition = Expression.AndAlso(SubjectPredicate.Build(context, row, group.Entity.Path, person), due.Expression);
        var rows = StoredRows.Of<TEntity>(context, group.Entity.EntityType).IgnoreQueryFilters(QueryFilters.Hiding(context.Model));
        return SweepTerm.Of(Expression.Call(
            typeof(Queryable), nameof(Queryable.Any), [typeof(TEntity)], rows.Expression, Expression.Quote(Expression.Lambda<Func<TEntity, bool>>(condition, row))));
    }

    private static Expression Own(ParameterExpression person, Type type) => person.Type == type ? person : Expression.Convert(person, type);

    private Task<bool> AnyRequestedCoreAsync<TSubject>(CancellationToken cancellationToken)
        where TSubject : class
        => People<TSubject>().AnyAsync(person => EF.Property<long?>(person, SoftErasureProperties.RequestedAt) != null, cancellationToken);

    private IQueryable<TSubject> People<TSubject>()
        where TSubject : class
        => StoredRows.Of<TSubject>(context, schedule.Subject.Metadata).IgnoreQueryFilters(QueryFilters.Hiding(context.Model)).AsNoTracking();

    /// <summary>Finds who objected, or whose consent has ended: a purpose can be over for them before its time.</summary>
    private Task<(Encryption.Realm? Realm, HashSet<string> References)> ChangedMindsAsync(CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(
            context,
            runtime,
            async session =>
            {
                var now = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds();
                var objected = await session.Rows<ObjectionRow>().Select(row => row.SubjectRef).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false);
                var ended = await session.Rows<ConsentRow>()
                    .Where(row => (row.Status != ConsentStatus.Given && row.Status != ConsentStatus.RenewedGiven) || row.ExpiresAt <= now)
                    .Select(row => row.SubjectRef).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false);
                return (session.Realm, objected.Concat(ended).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal));
            },
            cancellationToken);

    private static MethodInfo Method(string name) => typeof(DuePeople).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance)!;
}
