using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Snippets.Mapping;

/// <summary>Says in OnModelCreating what only a model can say.</summary>
public class ClaimsContext(DbContextOptions<ClaimsContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        #region MapFluent
        modelBuilder.Entity<Claim>()
            .HasQueryFilter("Settled", claim => !claim.IsSettled)
            .HasQueryFilterKind("Settled", QueryFilterKind.Visibility);

        modelBuilder.Entity<Organisation>().Property<string>("Remark").IsPersonalData(
            new PersonalDataAttribute(PersonalDataCategory.FreeText, "service") { Provenance = DataProvenance.Observed });
        #endregion
    }
}
