using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Model;

/// <summary>Tells the entity types that hold personal data from the others.</summary>
internal static class PersonalTypes
{
    /// <summary>Whether a type, one derived from it or what they own holds personal data, or is a data subject.</summary>
    public static bool Holds(IEntityType type) => type.GetDerivedTypesInclusive().Any(one =>
        one.SubjectType() is not null
        || RowProperties.Of(one).Any(property => property.PersonalData() is not null)
        || one.GetNavigations().Any(navigation => navigation is { IsOnDependent: false, ForeignKey.IsOwnership: true } && Holds(navigation.TargetEntityType)));

    /// <summary>Whether a query begins at such a type.</summary>
    public static bool AreQueried(Expression query)
    {
        var search = new Search();
        search.Visit(query);
        return search.IsFound;
    }

    private sealed class Search : ExpressionVisitor
    {
        public bool IsFound { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            IsFound |= node is EntityQueryRootExpression root && Holds(root.EntityType);
            return base.VisitExtension(node);
        }
    }
}
