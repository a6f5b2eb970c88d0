using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Refuses a plan that could not be carried out, while it is made.</summary>
internal static class ErasureFeasibility
{
    /// <exception cref="NotSupportedException">A value would have to be overwritten, and there is nothing to overwrite it with.</exception>
    public static void Require(DetailedPlan plan)
    {
        foreach (var row in plan.Rows.Where(row => row.IsKept))
        {
            foreach (var property in row.Row.Personal.Where(property => !row.Retained.ContainsKey(property)))
            {
                ReplacementValue.For(property.Property, property.Mark!);
            }
        }
    }
}
