namespace Gdpr.Toolkit.Model;

/// <summary>What a query filter of the application is for.</summary>
public enum QueryFilterKind
{
    /// <summary>It hides rows from screens (a soft delete, an archive). Rights ignore it: hidden rows are the person's all the same.</summary>
    Visibility = 1,

    /// <summary>It separates what must not meet (a tenant, a branch). It is always kept, also where rows are erased.</summary>
    Boundary = 2,
}
