namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>Marks a class of tests that takes minutes, and begins before others: see <see cref="LongestFirst"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesMinutesAttribute : Attribute;
