using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>Queries that a database cannot answer on encrypted data, with the property that the error must name.</summary>
[SuppressMessage("Globalization", "CA1309:Use ordinal string comparison", Justification = "The database compares, not .NET.")]
[SuppressMessage("Globalization", "CA1304:Specify CultureInfo", Justification = "The database compares, not .NET.")]
[SuppressMessage("Globalization", "CA1311:Specify a culture or use an invariant version", Justification = "The database compares, not .NET.")]
[SuppressMessage("Globalization", "CA1847:Use char literal for a single character lookup", Justification = "The database compares, not .NET.")]
[SuppressMessage("Globalization", "CA1862:Use StringComparison", Justification = "The database compares, not .NET.")]
[SuppressMessage("Globalization", "CA1866:Use char overload", Justification = "The database compares, not .NET.")]
internal static class RefusedShapes
{
    public static IEnumerable<RefusedShape> All
        => NotSearchable().Concat(Unsupported()).Concat(Rows()).Concat(Indexes()).Concat(Changes());

    private static IEnumerable<RefusedShape> NotSearchable()
    {
        var name = "Alma";
        List<string> names = [name];
        yield return Shape("==", "Person.Name' is encrypted and has no blind index, so a query cannot use it with ==", c => c.People.Where(p => p.Name == name).ToList());
        yield return Shape("!=", "Person.Name' is encrypted and has no blind index, so a query cannot use it with !=", c => c.People.Where(p => p.Name != "Alma").ToList());
        yield return Shape("Equals", "Person.Name' is encrypted and has no blind index, so a query cannot use it with Equals", c => c.People.Where(p => p.Name.Equals(name)).ToList());
        yield return Shape("Contains", "Person.Name' is encrypted and has no blind index, so a query cannot use it with Contains", c => c.People.Where(p => names.Contains(p.Name)).ToList());
        yield return Shape("Any", "Person.Name'", c => c.People.Where(p => names.Any(n => n == p.Name)).ToList());
        yield return Shape("join", "Person.Name' is encrypted and has no blind index, so a query cannot use it with a join key", c => c.People.Join(c.People, a => a.Name, b => b.Name, (a, b) => a.Id).ToList());
        yield return Shape("composite join", "Person.Name'", c => c.People.Join(c.People, a => new { a.Name, a.City }, b => new { b.Name, b.City }, (a, b) => a.Id).ToList());
        yield return Shape("IsNullOrEmpty", "Person.Name' is encrypted and has no blind index, so a query cannot use it with IsNullOrEmpty", c => c.People.Where(p => string.IsNullOrEmpty(p.Name)).ToList());
        yield return Shape("same row", "Person.Name'", c => c.People.Where(p => p.Name == p.MaidenName).ToList());
        yield return Shape("complex", "Person.Contact.Phone'", c => c.People.Where(p => p.Contact.Phone == "1").ToList());
        yield return Shape("decimal", "Person.Salary'", c => c.People.Where(p => p.Salary == 3m).ToList());
        yield return Shape("in ExecuteDelete", "Order.Note'", c => c.Orders.Where(o => o.Note == name).ExecuteDelete());
        yield return Shape("in a filtered include", "Order.Note'", c => c.People.Include(p => p.Orders.Where(o => o.Note == name)).ToList());
        yield return Shape("in a split query", "Order.Note'", c => c.People.Include(p => p.Orders.Where(o => o.Note == name)).AsSplitQuery().ToList());
    }

    private static IEnumerable<RefusedShape> Unsupported()
    {
        var text = "alma@people.test";
        var contact = new Contact { Phone = "1" };
        yield return Shape("OrderBy", "Person.Email' is encrypted, so the database cannot evaluate OrderBy", c => c.People.OrderBy(p => p.Email).ToList());
        yield return Shape("OrderBy projected", "Person.Email'", c => c.People.Select(p => new { p.Email }).OrderBy(p => p.Email).ToList());
        yield return Shape("OrderBy in split query", "Order.Note'", c => c.People.Include(p => p.Orders.OrderBy(o => o.Note)).AsSplitQuery().ToList());
        yield return Shape("OrderBy in include", "Order.Note'", c => c.People.Include(p => p.Orders.OrderBy(o => o.Note)).ToList());
        yield return Shape("GroupBy", "Person.Email' is encrypted, so the database cannot evaluate GroupBy", c => c.People.GroupBy(p => p.Email).Select(g => new { g.Key, N = g.Count() }).ToList());
        yield return Shape("GroupBy anonymous", "Person.Email'", c => c.People.GroupBy(p => new { p.Email, p.City }).Select(g => g.Key).ToList());
        yield return Shape("GroupBy rows", "Person.Email'", c => c.People.GroupBy(p => p.Email).ToList());
        yield return Shape("GroupBy first", "Person.Email'", c => c.People.GroupBy(p => p.Email).Select(g => g.First()).ToList());
        yield return Shape("<", "Person.BirthDate' is encrypted, so the database cannot evaluate <", c => c.People.Where(p => p.BirthDate < new DateOnly(1800, 1, 1)).ToList());
        yield return Shape(">=", "Person.Score' is encrypted, so the database cannot evaluate >=", c => c.People.Where(p => p.Score >= 3).ToList());
        yield return Shape("StartsWith", "Person.Email'", c => c.People.Where(p => p.Email.StartsWith("a")).ToList());
        yield return Shape("StartsWith variable", "Person.Email'", c => c.People.Where(p => p.Email.StartsWith(text)).ToList());
        yield return Shape("string.Contains", "Person.Email'", c => c.People.Where(p => p.Email.Contains("a")).ToList());
        yield return Shape("LIKE", "Person.Email'", c => c.People.Where(p => EF.Functions.Like(p.Email, "a%")).ToList());
        yield return Shape("ToUpper", "Person.Email'", c => c.People.Where(p => p.Email.ToUpper() == text).ToList());
        yield return Shape("Length", "Person.Email'", c => c.People.Where(p => p.Email.Length == 3).ToList());
        yield return Shape("Compare", "Person.Email'", c => c.People.Where(p => string.Compare(p.Email, text) > 0).ToList());
        yield return Shape("Year", "Person.BirthDate'", c => c.People.Where(p => p.BirthDate.Year == 1815).ToList());
        yield return Shape("Max", "Person.Salary'", c => c.People.Max(p => p.Salary));
        yield return Shape("Min", "Person.Email'", c => c.People.Min(p => p.Email));
        yield return Shape("Sum", "Person.Score'", c => c.People.Sum(p => p.Score));
        yield return Shape("Average", "Person.Score'", c => c.People.Average(p => p.Score));
        yield return Shape("arithmetic", "Person.Score'", c => c.People.Select(p => p.Score + 1).ToList());
        yield return Shape("concat", "Person.Name'", c => c.People.Select(p => p.Name + "!").ToList());
        yield return Shape("coalesce projected", "Person.SecondEmail'", c => c.People.Select(p => p.SecondEmail ?? "none").ToList());
        yield return Shape("choice of two columns", "Person.Name'", c => c.People.Select(p => p.Id > 1 ? p.Name : p.Email).ToList());
        yield return Shape("choice with text", "Person.Name'", c => c.People.Select(p => p.Id > 1 ? p.Name : "none").ToList());
        yield return Shape("complex equality", "Person.Contact.Phone'", c => c.People.Where(p => p.Contact == contact).ToList());
        yield return Shape("widening", "Person.Score'", c => c.People.Where(p => (long?)p.Score == 7L).ToList());
        yield return Shape("computed value", "Person.Email'", c => c.People.Where(p => p.Email == p.City + "x").ToList());
        yield return Shape("plain column", "Person.Email'", c => c.People.Where(p => p.Email == p.City).ToList());
        yield return Shape("array of columns", "Person.SecondEmail'", c => c.People.Where(p => new[] { p.Email, p.SecondEmail }.Contains(text)).ToList());
    }

    private static IEnumerable<RefusedShape> Rows()
    {
        yield return Shape("Distinct", "Person.Email' is encrypted, so the database cannot evaluate Distinct", c => c.People.Select(p => p.Email).Distinct().ToList());
        yield return Shape("Distinct anonymous", "Person.Email'", c => c.People.Select(p => new { p.Email, p.City }).Distinct().ToList());
        yield return Shape("Distinct count", "Person.Email'", c => c.People.Select(p => p.Email).Distinct().Count());
        yield return Shape("Union", "Person.Email' is encrypted, so the database cannot evaluate Union", c => c.People.Select(p => p.Email).Union(c.People.Select(p => p.Email)).ToList());
        yield return Shape("Intersect", "Person.Email' is encrypted, so the database cannot evaluate Intersect", c => c.People.Select(p => p.Email).Intersect(c.People.Select(p => p.Email)).ToList());
        yield return Shape("Except", "Person.Email' is encrypted, so the database cannot evaluate Except", c => c.People.Select(p => p.Email).Except(c.People.Select(p => p.Email)).ToList());
        yield return Shape("Concat of two columns", "a set operation with another column", c => c.People.Select(p => p.Email).Concat(c.People.Select(p => p.Name)).ToList());
        yield return Shape("Concat with a plain column", "a set operation with another column", c => c.People.Select(p => p.Email).Concat(c.People.Select(p => p.City!)).ToList());
        yield return Shape("plain column Contains", "Person.Email'", c => c.People.Where(p => c.People.Select(o => o.City).Contains(p.Email)).ToList());
        yield return Shape("Contains of plain column", "Person.Email'", c => c.People.Where(p => c.People.Select(o => o.Email).Contains(p.City!)).ToList());
        yield return Shape("== after Concat", "Person.Email' is encrypted, so the database cannot evaluate this ==", c => c.People.Select(p => p.Email).Concat(c.People.Select(p => p.Email)).Count(e => e == "a"));
        yield return Shape("anonymous after Distinct", "Person.Email'", c => c.People.Select(p => new { p.Email }).Distinct().Where(x => x.Email == "a").ToList());
    }

    private static IEnumerable<RefusedShape> Indexes()
    {
        yield return Shape("two columns", "'Person.Email' and 'Person.SecondEmail'", c => c.People.Where(p => p.Email == p.SecondEmail).ToList());
        yield return Shape("two tables", "'Order.Email'", c => c.People.Where(p => p.Orders.Any(o => o.Email == p.Email)).ToList());
        yield return Shape("join of two tables", "'Person.Email' and 'Order.Email'", c => c.People.Join(c.Orders, p => p.Email, o => o.Email, (p, o) => o.Id).ToList());
        yield return Shape("two places", "'Person.Home#Place.Street' and 'Person.Work#Place.Street'", c => c.People.Where(p => p.Home.Street == p.Work!.Street).ToList());
        yield return Shape("Contains of two columns", "'Person.Email' and 'Order.Email'", c => c.People.Where(p => c.Orders.Select(o => o.Email).Contains(p.Email)).ToList());
        yield return Shape("index projected", "Person.Email'", c => c.People.Select(p => EF.Property<string>(p, "EmailIndex")).ToList());
        yield return Shape("index ordered", "Person.Email'", c => c.People.OrderBy(p => EF.Property<string>(p, "EmailIndex")).ToList());
        yield return Shape("index grouped", "Person.Email'", c => c.People.GroupBy(p => EF.Property<string>(p, "EmailIndex")).Select(g => g.Count()).ToList());
        yield return Shape("index in a function", "Person.Email'", c => c.People.Max(p => EF.Property<string>(p, "EmailIndex")));
        yield return Shape("index in client code", "Person.Email'", c => c.People.Select(p => p.Email == Client(p.Id)).ToList());
        yield return Shape("index in anonymous client code", "Person.Email'", c => c.People.Select(p => new { p.Id, Same = p.Email == Client(p.Id) }).ToList());
    }

    private static IEnumerable<RefusedShape> Changes()
    {
        var contact = new Contact();
        yield return Shape("ExecuteUpdate", "ExecuteUpdate cannot set it", c => c.People.ExecuteUpdate(s => s.SetProperty(p => p.Email, "x")));
        yield return Shape("ExecuteUpdate of name", "Person.Name'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => p.Name, p => p.City)));
        yield return Shape("ExecuteUpdate of index", "The blind index of 'Person.Email'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => EF.Property<string>(p, "EmailIndex"), "x")));
        yield return Shape("ExecuteUpdate copying", "Person.Email'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => p.City, p => p.Email)));
        yield return Shape("ExecuteUpdate copying index", "Person.Email'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => p.City, p => EF.Property<string>(p, "EmailIndex"))));
        yield return Shape("ExecuteUpdate of complex", "Person.Contact.Phone'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => p.Contact.Phone, "x")));
        yield return Shape("ExecuteUpdate of whole complex", "Person.Contact.Phone'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => p.Contact, contact)));
        yield return Shape("ExecuteUpdate of a link", "Order.PersonId'", c => c.Orders.ExecuteUpdate(s => s.SetProperty(o => o.PersonId, 2)));
        yield return Shape("ExecuteUpdate over a navigation", "Person.Email'", c => c.Orders.Select(o => o.Person).ExecuteUpdate(s => s.SetProperty(p => p.Email, "x")));
        yield return Shape("ExecuteUpdate of another row", "Person.Email'", c => c.Orders.ExecuteUpdate(s => s.SetProperty(o => o.Person.Email, "x")));
        yield return Shape("ExecuteUpdate of an owned type", "Street'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => p.Home.Street, "x")));
        yield return Shape("ExecuteUpdate of an owned collection", "Street'", c => c.People.SelectMany(p => p.Addresses).ExecuteUpdate(s => s.SetProperty(a => a.Street, "x")));
        yield return Shape("ExecuteUpdate through a base", "Person.Email'", c => c.Set<Member>().ExecuteUpdate(s => s.SetProperty(m => m.Email, "x")));
        yield return Shape("ExecuteUpdate of a derived property", "Member.Number'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => ((Member)p).Number, "x")));
        yield return Shape("ExecuteUpdate in TPT", "Contract.Signature'", c => c.Set<Contract>().ExecuteUpdate(s => s.SetProperty(d => d.Signature, "x")));
        yield return Shape("ExecuteUpdate in TPC", "Text'", c => c.Set<Question>().ExecuteUpdate(s => s.SetProperty(t => t.Text, "x")));
        yield return Shape("ExecuteUpdate by EF.Property", "Person.Email'", c => c.People.ExecuteUpdate(s => s.SetProperty(p => EF.Property<string>(p, "Email"), "x")));
        yield return Shape("ExecuteUpdate of a request for erasure", "Person.ErasureRequestedAt'", c => c.People.IgnoreQueryFilters().ExecuteUpdate(s => s.SetProperty(p => EF.Property<long?>(p, "ErasureRequestedAt"), (long?)null)));
        yield return Shape("ExecuteUpdate of an erasure", "Person.ErasedAt'", c => c.Set<Member>().ExecuteUpdate(s => s.SetProperty(p => EF.Property<long?>(p, "ErasedAt"), 1L)));
        yield return Shape("ExecuteDelete of an owned part", "ExecuteDelete on 'Person.Home#Place'", c => c.People.Select(p => p.Home).ExecuteDelete());
        yield return Shape("ExecuteDelete", "ExecuteDelete on 'Person'", c => c.People.ExecuteDelete());
        yield return Shape("ExecuteDelete with predicate", "ExecuteDelete on 'Person'", c => c.People.Where(p => p.Email == "x").ExecuteDelete());
        yield return Shape("ExecuteDelete of derived", "ExecuteDelete on 'Member'", c => c.Set<Member>().ExecuteDelete());
        yield return Shape("ExecuteDelete through a base", "ExecuteDelete on 'Person'", c => ((IQueryable<IHasEmail>)c.People).ExecuteDelete());
        yield return Shape("ExecuteDelete through a navigation", "ExecuteDelete on 'Person'", c => c.Orders.Select(o => o.Person).ExecuteDelete());
    }

    private static RefusedShape Shape(
        string name, string error, Func<PeopleContext, object?> run, [CallerArgumentExpression(nameof(run))] string linq = "")
        => new(name, error, linq, run);

    private static string Client(int id) => $"{id}";
}
