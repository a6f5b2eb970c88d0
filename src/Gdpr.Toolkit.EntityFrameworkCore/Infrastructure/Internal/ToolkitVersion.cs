using System.Reflection;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>The version that documents are stamped with.</summary>
internal static class ToolkitVersion
{
    /// <summary>Gets the version without the commit.</summary>
    public static string Current { get; } = typeof(ToolkitVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
