using Gdpr.Toolkit;
using Gdpr.Toolkit.Model;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Classifies what comes with a framework and cannot be annotated.</summary>
public static class GdprToolkitModelBuilderExtensions
{
    /// <summary>Classifies the entities of ASP.NET Core Identity: users as data subjects, with their claims, logins, tokens and passkeys.</summary>
    /// <remarks>
    /// Call it in <c>OnModelCreating</c> after the entities are in the model, that is after <c>base.OnModelCreating(modelBuilder)</c>.
    /// What you mark yourself, before or after, wins. Properties that you have added to the user are yours to classify.
    /// </remarks>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="role">The role in which users stand to the controller.</param>
    /// <param name="purposes">What accounts are used for, by names that <c>AddGdprToolkit</c> registers.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The model has no user of Identity's.</exception>
    public static ModelBuilder ClassifyIdentity(this ModelBuilder modelBuilder, DataSubjectRole role, params string[] purposes)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentNullException.ThrowIfNull(purposes);
        return IdentityPreset.Apply(modelBuilder.Model, role, purposes) > 0 ? modelBuilder : throw ModelErrors.NoIdentity();
    }
}
