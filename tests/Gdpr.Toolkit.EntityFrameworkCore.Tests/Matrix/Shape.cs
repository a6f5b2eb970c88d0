using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Matrix;

/// <summary>One way to map a secret, and what the matrix does with it.</summary>
internal abstract class Shape
{
    public static readonly IReadOnlyList<Shape> All =
    [
        new Shape<Scalar>(), new Shape<Converted>(), new Shape<InField>(), new Shape<Listed>(), new Shape<Noisy>(),
        new Shape<OwnedBeside>(), new Shape<OwnedApart>(), new Shape<OwnedMany>(), new Shape<InComplex>(),
        new Shape<OwnedJson>(), new Shape<OwnedJsonMany>(), new Shape<ComplexJson>(), new Shape<ComplexJsonMany>(),
        new Shape<TphChild>(), new Shape<TptChild>(), new Shape<TpcChild>(), new Shape<Split>(),
    ];

    public abstract IShaped Create(string secret);

    public abstract IQueryable<IShaped> Query(DbContext context, bool tracking);

    public abstract IShaped? FromCompiledQuery(DbContext context, int id);
}

internal sealed class Shape<TEntity> : Shape
    where TEntity : class, IShaped, new()
{
    // One per service provider: a compiled query belongs to one model.
    private readonly ConditionalWeakTable<IModel, Func<DbContext, int, TEntity?>> _compiled = [];
    private int _lastId;

    public override IShaped Create(string secret)
    {
        var row = new TEntity { Secret = secret };
        if (row is TpcParent)
        {
            // SQLite cannot generate ids over several tables.
            row.Id = Interlocked.Increment(ref _lastId);
        }

        return row;
    }

    public override IQueryable<IShaped> Query(DbContext context, bool tracking)
        => tracking ? context.Set<TEntity>() : context.Set<TEntity>().AsNoTracking();

    public override IShaped? FromCompiledQuery(DbContext context, int id)
        => _compiled.GetValue(context.Model, _ => EF.CompileQuery((DbContext db, int wanted) => db.Set<TEntity>().SingleOrDefault(row => row.Id == wanted)))(context, id);

    public override string ToString() => typeof(TEntity).Name;
}
