using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>Files of people in a temporary directory, a folder for each person, with what a test lets go wrong.</summary>
internal sealed class FolderStore : IDisposable
{
    public DirectoryInfo Root { get; } = Directory.CreateTempSubdirectory("sources-");

    /// <summary>Gets which calls the source had, such as "find" or "erase 2".</summary>
    public List<string> Calls { get; } = [];

    public Dictionary<string, ItemRetention> Retentions { get; } = [];

    /// <summary>Gets or sets what happens before each file of a search is listed.</summary>
    public Action? Finding { get; set; }

    /// <summary>Gets or sets what happens before each file is written to a package.</summary>
    public Action? Exporting { get; set; }

    /// <summary>Gets or sets what happens before each file is erased.</summary>
    public Action? Erasing { get; set; }

    /// <summary>Gets or sets whether erased files stay where they are.</summary>
    public bool OnlyPretends { get; set; }

    /// <summary>Gets or sets whether the last byte of each file is not written.</summary>
    public bool Truncates { get; set; }

    public Task<TestHost<ShopContext>> StartShopAsync(TestDatabase database) => ShopHost.StartAsync(database, Configure);

    public void Configure(TestHostOptions options)
        => options.ConfigureToolkit += gdpr =>
        {
            gdpr.Services.AddSingleton(this);
            gdpr.AddSource<FolderSource>();
        };

    public void Put(int person, string name, string content) => File.WriteAllText(Path.Combine(Folder(person).FullName, name), content);

    public string[] FilesOf(int person) => [.. Folder(person).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => Root.Delete(recursive: true);

    private DirectoryInfo Folder(int person) => Root.CreateSubdirectory(person.ToString(CultureInfo.InvariantCulture));
}
