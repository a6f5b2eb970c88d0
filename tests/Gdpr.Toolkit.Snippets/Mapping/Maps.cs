using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Mapping;

/// <summary>Reads the map of a model.</summary>
public static class Maps
{
    public static void Print(ClaimsContext db, GdprToolkitBuilder gdpr)
    {
        #region MapPrint
        var map = db.GetPersonalDataMap();
        File.WriteAllText("personal-data.md", map.ToMarkdown());
        #endregion

        #region MapOnStart
        gdpr.ValidateModelOnStart<ClaimsContext>();
        #endregion
    }
}
