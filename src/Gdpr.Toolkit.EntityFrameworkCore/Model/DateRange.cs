namespace Gdpr.Toolkit.Model;

/// <summary>Days from one to another, both included.</summary>
internal sealed record DateRange(DateOnly First, DateOnly Last);
