namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>A query that gives on encrypted data what it gives on plain data.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Linq">Its source.</param>
/// <param name="Run">Runs it, and gives its result in a fixed order.</param>
internal sealed record AllowedShape(string Name, string Linq, Func<PeopleContext, object?> Run);
