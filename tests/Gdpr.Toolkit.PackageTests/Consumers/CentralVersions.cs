using System.Xml.Linq;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.PackageTests.Consumers;

/// <summary>The versions of other people's packages that this repository was tested with.</summary>
internal static class CentralVersions
{
    private static readonly Dictionary<string, string> Versions = XDocument
        .Load(Path.Combine(RepositoryRoot.Find(), "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(element => (string)element.Attribute("Include")!, element => (string)element.Attribute("Version")!);

    public static string Of(string package) => Versions[package];
}
