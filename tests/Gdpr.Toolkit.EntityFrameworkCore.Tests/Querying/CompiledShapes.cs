using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>Compiled queries, for one context: EF compiles each for the services of the context that runs it first.</summary>
internal static class CompiledShapes
{
    public static IEnumerable<int> ByEmail(PeopleContext context, string email)
        => EF.CompileQuery((PeopleContext c, string e) => c.People.Where(p => p.Email == e).Select(p => p.Id))(context, email);

    public static IEnumerable<int> ByEmails(PeopleContext context, string[] emails)
        => EF.CompileQuery((PeopleContext c, string[] list) => c.People.Where(p => list.Contains(p.Email)).OrderBy(p => p.Id).Select(p => p.Id))(context, emails);

    public static IEnumerable<int> BySecondEmail(PeopleContext context, string? email)
        => EF.CompileQuery((PeopleContext c, string? e) => c.People.Where(p => p.SecondEmail == e).OrderBy(p => p.Id).Select(p => p.Id))(context, email);
}
