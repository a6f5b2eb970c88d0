namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>A query that a database cannot answer on encrypted data.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Error">What the error must say: the property's name at least.</param>
/// <param name="Linq">Its source.</param>
/// <param name="Run">Tries to run it.</param>
internal sealed record RefusedShape(string Name, string Error, string Linq, Func<PeopleContext, object?> Run);
