using Gdpr.Toolkit.Snippets.QuickStart;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Sources;

/// <summary>Registers a source, and prints it beside the model.</summary>
public static class SourceUse
{
    public static void Register(GdprToolkitBuilder gdpr, string path)
    {
        #region SourceRegister
        gdpr.Services.AddSingleton(new DirectoryInfo(path));
        gdpr.AddSource<CustomerPictures>();
        #endregion
    }

    public static void Print(ShopContext db, IEnumerable<IPersonalDataSource> sources)
    {
        #region SourceMap
        File.WriteAllText("personal-data.md", db.GetPersonalDataMap().ToMarkdown(sources));
        #endregion
    }
}
