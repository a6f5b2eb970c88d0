namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>The kinds of value a property can hold.</summary>
[Flags]
internal enum ValueKinds
{
    None = 0,
    Text = 1,
    Number = 1 << 1,
    Date = 1 << 2,
    Bool = 1 << 3,
    Enum = 1 << 4,
    Guid = 1 << 5,
    Binary = 1 << 6,

    /// <summary>A value object or a library type.</summary>
    Object = 1 << 7,
}
