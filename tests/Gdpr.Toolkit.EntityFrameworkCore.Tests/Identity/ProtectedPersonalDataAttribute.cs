namespace Microsoft.AspNetCore.Identity;

/// <summary>Stands for ASP.NET Core Identity's attribute, which the toolkit knows by name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class PersonalDataAttribute : Attribute;

/// <summary>Stands for the attribute that Identity's own classes carry.</summary>
public sealed class ProtectedPersonalDataAttribute : PersonalDataAttribute;
