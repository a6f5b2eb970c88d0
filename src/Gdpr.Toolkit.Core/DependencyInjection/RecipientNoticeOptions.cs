using System.Linq.Expressions;
using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit;

/// <summary>How recipients of personal data are told that it was erased, rectified or restricted (GDPR Art. 19).</summary>
public sealed class RecipientNoticeOptions
{
    private readonly List<IdentifyingProperty> _identifying = [];

    /// <summary>Gets or sets how long it is tried to tell a recipient. After that the notice has failed, and what identifies the person is destroyed.</summary>
    /// <value>Between one hour and 90 days. The default is 30 days. It counts for notices that are written from then on.</value>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets from when on a notice that waits is overdue: the health check says so.</summary>
    /// <value>Positive. The default is one day.</value>
    public TimeSpan OverdueAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how long one attempt may take before it is cancelled.</summary>
    /// <value>Between one second and one hour. The default is one minute.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMinutes(1);

    internal IReadOnlyList<IdentifyingProperty> Identifying => _identifying;

    /// <summary>Says by which properties a recipient knows a person. Their values are kept for the notifier, encrypted, until the notice has its outcome.</summary>
    /// <remarks>
    /// All rows of the person count, not only their own. Name as little as will do; the primary key stays when everything else is erased, so that later notices
    /// have it too. Can be called for several entities; calls for the same recipient add up.
    /// </remarks>
    /// <typeparam name="TEntity">An entity with rows of people.</typeparam>
    /// <param name="recipient">The name of the recipient, as in <c>SharedWith</c>.</param>
    /// <param name="properties">Properties of the entity, or of owned and complex types in it: <c>customer => customer.Home.Street</c>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The name is empty, or something is no property.</exception>
    public RecipientNoticeOptions Identify<TEntity>(string recipient, params Expression<Func<TEntity, object?>>[] properties)
        where TEntity : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(recipient);
        ArgumentNullException.ThrowIfNull(properties);
        _identifying.AddRange(properties.Select(property => new IdentifyingProperty(recipient, typeof(TEntity), PathOf(property))));
        return this;
    }

    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(GiveUpAfter, TimeSpan.FromHours(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(GiveUpAfter, TimeSpan.FromDays(90));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(OverdueAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(AttemptTimeout, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(AttemptTimeout, TimeSpan.FromHours(1));
    }

    private static string PathOf<TEntity>(Expression<Func<TEntity, object?>> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        var names = new Stack<string>();
        var expression = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : property.Body;
        while (expression is MemberExpression { Expression: { } inner } member)
        {
            names.Push(member.Member.Name);
            expression = inner;
        }

        return expression is ParameterExpression && names.Count > 0
            ? string.Join('.', names)
            : throw NoticeErrors.NoProperty(typeof(TEntity).Name, nameof(property));
    }
}
