using System.Linq.Expressions;

namespace Gdpr.Toolkit.Retention;

/// <summary>What a database can tell of whether something is due: nothing (<see cref="Always"/> look), that it is not (<see cref="Never"/>), or by a condition.</summary>
internal readonly record struct SweepTerm
{
    private SweepTerm(Expression? condition, bool isAlways) => (Condition, IsAlways) = (condition, isAlways);

    public static SweepTerm Always { get; } = new(null, isAlways: true);

    public static SweepTerm Never { get; } = new(null, isAlways: false);

    public Expression? Condition { get; }

    public bool IsAlways { get; }

    public bool IsNever => Condition is null && !IsAlways;

    /// <summary>Gets the term as a condition of a query.</summary>
    public Expression Expression => Condition ?? Expression.Constant(IsAlways);

    public static SweepTerm Of(Expression condition) => new(condition, isAlways: false);

    public SweepTerm And(SweepTerm other)
        => IsNever || other.IsNever ? Never
            : IsAlways ? other
            : other.IsAlways ? this
            : Of(Expression.AndAlso(Condition!, other.Condition!));

    public SweepTerm Or(SweepTerm other)
        => IsAlways || other.IsAlways ? Always
            : IsNever ? other
            : other.IsNever ? this
            : Of(Expression.OrElse(Condition!, other.Condition!));
}
