using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>Queries that must give on encrypted data what they give on plain data.</summary>
[SuppressMessage("Globalization", "CA1309:Use ordinal string comparison", Justification = "The database compares, not .NET.")]
internal static class AllowedShapes
{
    public static IEnumerable<(string Name, Func<PeopleContext, object?> Run)> All
        => Comparisons().Concat(Lists()).Concat(Structures()).Concat(Types()).Concat(Rows());

    private static IEnumerable<(string, Func<PeopleContext, object?>)> Comparisons()
    {
        string? alma = "alma@people.test", net = "alma@people.alt", none = null;
        yield return ("==", c => Ids(c.People.Where(p => p.Email == alma)));
        yield return ("== reversed", c => Ids(c.People.Where(p => alma == p.Email)));
        yield return ("== constant", c => Ids(c.People.Where(p => p.Email == "alma@people.test")));
        yield return ("== EF.Constant", c => Ids(c.People.Where(p => p.Email == EF.Constant(alma))));
        yield return ("== EF.Parameter", c => Ids(c.People.Where(p => p.Email == EF.Parameter("alma@people.test"))));
        yield return ("== empty", c => Ids(c.People.Where(p => p.Email == "")));
        yield return ("!=", c => Ids(c.People.Where(p => p.Email != alma)));
        yield return ("!= of nullable", c => Ids(c.People.Where(p => p.SecondEmail != net)));
        yield return ("!= constant of nullable", c => Ids(c.People.Where(p => p.SecondEmail != "alma@people.alt")));
        yield return ("not ==", c => Ids(c.People.Where(p => !(p.SecondEmail == net))));
        yield return ("== null variable", c => Ids(c.People.Where(p => p.SecondEmail == none)));
        yield return ("!= null variable", c => Ids(c.People.Where(p => p.SecondEmail != none)));
        yield return ("== null", c => Ids(c.People.Where(p => p.SecondEmail == null)));
        yield return ("!= null", c => Ids(c.People.Where(p => p.SecondEmail != null)));
        yield return ("== null without index", c => Ids(c.People.Where(p => p.MaidenName == null)));
        yield return ("is null", c => Ids(c.People.Where(p => Equals(p.SecondEmail, null))));
        yield return ("Equals", c => Ids(c.People.Where(p => p.Email.Equals(alma))));
        yield return ("Equals object", c => Ids(c.People.Where(p => p.Email.Equals((object?)alma))));
        yield return ("Equals constant", c => Ids(c.People.Where(p => p.Email.Equals("alma@people.test"))));
        yield return ("Equals reversed", c => Ids(c.People.Where(p => alma.Equals(p.Email))));
        yield return ("string.Equals", c => Ids(c.People.Where(p => string.Equals(p.Email, alma))));
        yield return ("object.Equals", c => Ids(c.People.Where(p => Equals(p.Email, alma))));
        yield return ("object.Equals null variable", c => Ids(c.People.Where(p => Equals(p.SecondEmail, none))));
        yield return ("not Equals", c => Ids(c.People.Where(p => !p.Email.Equals(alma))));
        yield return ("IsNullOrEmpty", c => Ids(c.People.Where(p => string.IsNullOrEmpty(p.SecondEmail))));
        yield return ("not IsNullOrEmpty", c => Ids(c.People.Where(p => !string.IsNullOrEmpty(p.SecondEmail))));
        yield return ("optional filter", c => Ids(c.People.Where(p => none == null || p.Email == none)));
        yield return ("ternary constant", c => Ids(c.People.Where(p => p.Email == (p.Id > 1 ? "eve@people.test" : "alma@people.test"))));
        yield return ("ternary column", c => Ids(c.People.Where(p => (p.Id > 1 ? p.Email : null) == alma)));
        yield return ("ternary null check", c => Ids(c.People.Where(p => (p.Work == null ? null : p.Work.Street) == "Mill Lane")));
        yield return ("coalesce", c => Ids(c.People.Where(p => (p.SecondEmail ?? "x@people.test") == "x@people.test")));
        yield return ("or", c => Ids(c.People.Where(p => p.Email == alma || p.SecondEmail == net)));
    }

    private static IEnumerable<(string, Func<PeopleContext, object?>)> Lists()
    {
        string alma = "alma@people.test", bert = "bert@people.test";
        List<string> list = [alma, bert];
        string?[] withNull = ["alma@people.alt", null];
        HashSet<string> set = [alma, "x"];
        IEnumerable<string> sequence = list;
        ImmutableArray<string> immutable = [alma];
        yield return ("Contains list", c => Ids(c.People.Where(p => list.Contains(p.Email))));
        yield return ("not Contains list", c => Ids(c.People.Where(p => !list.Contains(p.Email))));
        yield return ("Contains array with null", c => Ids(c.People.Where(p => withNull.Contains(p.SecondEmail))));
        yield return ("not Contains array with null", c => Ids(c.People.Where(p => !withNull.Contains(p.SecondEmail))));
        yield return ("not Contains, nullable", c => Ids(c.People.Where(p => !list.Contains(p.SecondEmail!))));
        yield return ("Contains set", c => Ids(c.People.Where(p => set.Contains(p.Email))));
        yield return ("Contains sequence", c => Ids(c.People.Where(p => sequence.Contains(p.Email))));
        yield return ("Contains immutable", c => Ids(c.People.Where(p => immutable.Contains(p.Email))));
        yield return ("Contains inline constants", c => Ids(c.People.Where(p => new[] { "alma@people.test", "x" }.Contains(p.Email))));
        yield return ("Contains inline list", c => Ids(c.People.Where(p => new List<string> { "alma@people.test", "x" }.Contains(p.Email))));
        yield return ("Contains inline variables", c => Ids(c.People.Where(p => new[] { alma, "bert@people.test" }.Contains(p.Email))));
        yield return ("Contains inline one", c => Ids(c.People.Where(p => new[] { "alma@people.test" }.Contains(p.Email))));
        yield return ("Contains inline null", c => Ids(c.People.Where(p => new[] { "alma@people.alt", null }.Contains(p.SecondEmail))));
        yield return ("Contains EF.Constant", c => Ids(c.People.Where(p => EF.Constant(list).Contains(p.Email))));
        yield return ("Contains EF.Parameter", c => Ids(c.People.Where(p => EF.Parameter(list).Contains(p.Email))));
        yield return ("Contains EF.MultipleParameters", c => Ids(c.People.Where(p => EF.MultipleParameters(list).Contains(p.Email))));
        yield return ("Any over list", c => Ids(c.People.Where(p => list.Any(e => e == p.Email))));
        yield return ("All over list", c => Ids(c.People.Where(p => list.All(e => e != p.Email))));
        yield return ("Contains subquery", c => Ids(c.People.Where(p => c.People.Where(o => o.Id < 3).Select(o => o.Email).Contains(p.Email))));
        yield return ("Contains subquery of Take", c => Ids(c.People.Where(p => c.People.OrderBy(o => o.Id).Take(2).Select(o => o.Email).Contains(p.Email))));
        yield return ("subquery Contains value", c => c.People.Select(p => p.Email).Contains(alma));
        yield return ("Any over subquery", c => Ids(c.People.Where(p => c.People.Any(o => o.Id > p.Id && o.SecondEmail == p.SecondEmail))));
        yield return ("scalar subquery", c => Ids(c.People.Where(p => p.Email == c.People.OrderBy(o => o.Id).Select(o => o.Email).FirstOrDefault())));
        yield return ("list of dates", c => Ids(c.People.Where(p => new[] { new DateOnly(1815, 12, 10) }.Contains(p.BirthDate))));
    }

    private static IEnumerable<(string, Func<PeopleContext, object?>)> Structures()
    {
        string alma = "alma@people.test", net = "alma@people.alt";
        yield return ("self-join", c => c.People.Join(c.People, a => a.Email, b => b.Email, (a, b) => new { a = a.Id, b.Name }).OrderBy(x => x.a).ToList());
        yield return ("join composite", c => (from a in c.People join b in c.People on new { a.SecondEmail, a.City } equals new { b.SecondEmail, b.City } orderby a.Id, b.Id select new { a = a.Id, b = b.Id }).ToList());
        yield return ("group join", c => (from a in c.People join b in c.People on a.SecondEmail equals b.SecondEmail into g from b in g.DefaultIfEmpty() orderby a.Id, b.Id select new { a = a.Id, b = (int?)b!.Id }).ToList());
        yield return ("left join", c => c.People.LeftJoin(c.People, a => a.SecondEmail, b => b.SecondEmail, (a, b) => new { a = a.Id, b = (int?)b!.Id }).OrderBy(x => x.a).ThenBy(x => x.b).ToList());
        yield return ("cross join where", c => (from a in c.People from b in c.People where a.SecondEmail == b.SecondEmail orderby a.Id, b.Id select new { a = a.Id, b = b.Id }).ToList());
        yield return ("join dates", c => c.People.Join(c.People, a => a.BirthDate, b => b.BirthDate, (a, b) => new { a = a.Id, b = b.Id }).OrderBy(x => x.a).ThenBy(x => x.b).ToList());
        yield return ("let", c => (from p in c.People let e = p.Email where e == alma select p.Id).ToList());
        yield return ("All", c => c.People.All(p => p.Email != alma));
        yield return ("Any", c => c.People.Any(p => p.Email == alma));
        yield return ("Count", c => c.People.Count(p => p.SecondEmail != net));
        yield return ("First", c => c.People.First(p => p.Email == alma).Name);
        yield return ("nested", c => Ids(c.People.Where(p => p.Orders.Any(o => o.Email == alma && o.Person.Email == alma))));
        yield return ("navigation", c => c.Orders.Where(o => o.Person.Email == alma).OrderBy(o => o.Id).Select(o => o.Note).ToList());
        yield return ("navigation in projection", c => c.Orders.OrderBy(o => o.Id).Select(o => new { o.Id, Same = o.Person.Email == alma }).ToList());
        yield return ("owned", c => Ids(c.People.Where(p => p.Home.Street == "Mill Lane")));
        yield return ("owned optional", c => Ids(c.People.Where(p => p.Work!.Street != "Mill Lane")));
        yield return ("EF.Property", c => Ids(c.People.Where(p => EF.Property<string>(p, "Email") == alma)));
        yield return ("generic", c => Ids(ByEmail(c.People, alma)));
        yield return ("generic on plain", c => ByEmail(c.Suppliers, alma).Select(s => s.Id).ToList());
        yield return ("interface", c => ((IQueryable<IHasEmail>)c.Set<Member>()).Count(p => p.Email == alma));
        yield return ("derived", c => Ids(c.Set<Member>().Where(m => m.Number == "M-1" && m.Email == alma)));
        yield return ("cast to derived", c => Ids(c.People.Where(p => ((Member)p).Number == "M-1")));
        yield return ("as derived", c => Ids(c.People.Where(p => (p as Member)!.Number == "M-1")));
        yield return ("OfType", c => Ids(c.People.OfType<Member>().Where(m => m.Number == "M-1")));
        yield return ("anonymous then where", c => c.People.Select(p => new { E = p.Email, p.Id }).Where(x => x.E == alma).ToList());
        yield return ("DTO then where", c => c.People.Select(p => new Card { Address = p.Email, Number = p.Id }).Where(x => x.Address == alma).ToList());
        yield return ("scalar then where", c => c.People.Select(p => p.Email).Where(e => e == alma).ToList());
        yield return ("after Take", c => Ids(c.People.OrderBy(p => p.Id).Take(3).Where(p => p.Email == alma)));
        yield return ("anonymous after Take", c => c.People.OrderBy(p => p.Id).Take(3).Select(p => new { p.Email, p.Id }).Where(x => x.Email == alma).ToList());
        yield return ("SelectMany", c => c.People.Where(p => p.Email == alma).SelectMany(p => p.Orders).Where(o => o.Email != alma).Select(o => o.Quantity).ToList());
        yield return ("query filter", c => c.Subscribers.Select(s => s.Tenant).ToList());
        yield return ("query filter ignored", c => c.Subscribers.IgnoreQueryFilters().Where(s => s.Tenant != "north").Select(s => s.Tenant).ToList());
        yield return ("filtered include", c => c.People.Include(p => p.Orders.Where(o => o.Email == alma)).OrderBy(p => p.Id).AsNoTracking().AsEnumerable().Select(p => p.Orders.Count).ToList());
        yield return ("split include", c => c.People.Include(p => p.Orders).AsSplitQuery().AsNoTracking().OrderBy(p => p.Id).AsEnumerable().Select(p => p.Orders.Select(o => o.Note).ToList()).ToList());
        yield return ("conditional count", c => c.People.Sum(p => p.Email == alma ? p.Id : 0));
        yield return ("group by condition", c => c.People.GroupBy(p => p.SecondEmail == net).Select(g => new { g.Key, Count = g.Count() }).OrderBy(x => x.Count).ToList());
        yield return ("order by condition", c => c.People.OrderBy(p => p.Email == alma).ThenBy(p => p.Id).Select(p => p.Id).ToList());
        yield return ("null check ordering", c => c.People.OrderBy(p => p.SecondEmail == null).ThenBy(p => p.Id).Select(p => p.Id).ToList());
    }

    private static IEnumerable<(string, Func<PeopleContext, object?>)> Types()
    {
        var day = new DateOnly(1815, 12, 10);
        DateOnly? maybeDay = day;
        var badge = PeopleHost.Badge;
        Guid? noBadge = null;
        var rank = Rank.Captain;
        int? score = 7;
        short floor = 3;
        yield return ("date", c => Ids(c.People.Where(p => p.BirthDate == day)));
        yield return ("date constant", c => Ids(c.People.Where(p => p.BirthDate == new DateOnly(1815, 12, 10))));
        yield return ("date !=", c => Ids(c.People.Where(p => p.BirthDate != day)));
        yield return ("date nullable variable", c => Ids(c.People.Where(p => p.BirthDate == maybeDay)));
        yield return ("date Equals", c => Ids(c.People.Where(p => p.BirthDate.Equals(day))));
        yield return ("guid", c => Ids(c.People.Where(p => p.Badge == badge)));
        yield return ("guid !=", c => Ids(c.People.Where(p => p.Badge != badge)));
        yield return ("guid null variable", c => Ids(c.People.Where(p => p.Badge == noBadge)));
        yield return ("guid Value", c => Ids(c.People.Where(p => p.Badge!.Value == badge)));
        yield return ("guid HasValue", c => Ids(c.People.Where(p => p.Badge.HasValue)));
        yield return ("guid Contains", c => Ids(c.People.Where(p => new[] { badge }.Contains(p.Badge!.Value))));
        yield return ("enum", c => Ids(c.People.Where(p => p.Rank == rank)));
        yield return ("enum constant", c => Ids(c.People.Where(p => p.Rank == Rank.Captain)));
        yield return ("enum !=", c => Ids(c.People.Where(p => p.Rank != Rank.Captain)));
        yield return ("enum Contains", c => Ids(c.People.Where(p => new[] { Rank.Captain }.Contains(p.Rank))));
        yield return ("int", c => Ids(c.People.Where(p => p.Score == score)));
        yield return ("int constant", c => Ids(c.People.Where(p => p.Score == 7)));
        yield return ("int !=", c => Ids(c.People.Where(p => p.Score != 7)));
        yield return ("short", c => Ids(c.People.Where(p => p.Floor == floor)));
        yield return ("short constant", c => Ids(c.People.Where(p => p.Floor == 3)));
        yield return ("short Contains", c => Ids(c.People.Where(p => new short[] { 3, 4 }.Contains(p.Floor))));
    }

    private static IEnumerable<(string, Func<PeopleContext, object?>)> Rows()
    {
        yield return ("distinct entities", c => c.Orders.Select(o => o.Person).Distinct().OrderBy(p => p.Id).Select(p => p.Name).ToList());
        yield return ("distinct with key", c => c.Orders.Select(o => new { o.Person.Id, o.Person.Name }).Distinct().OrderBy(p => p.Id).ToList());
        yield return ("union of entities", c => c.People.Where(p => p.Id < 3).Union(c.People.Where(p => p.Id > 1)).OrderBy(p => p.Id).Select(p => p.Email).ToList());
        yield return ("except of entities", c => c.People.Except(c.People.Where(p => p.Id > 2)).OrderBy(p => p.Id).AsEnumerable().Select(p => p.Email).ToList());
        yield return ("concat", c => c.People.Select(p => p.Email).Concat(c.People.Select(p => p.Email)).AsEnumerable().Order().ToList());
        yield return ("projected subquery", c => c.People.OrderBy(p => p.Id).Select(p => p.Orders.OrderBy(o => o.Id).Select(o => o.Note).FirstOrDefault()).ToList());
        yield return ("projected collection", c => c.People.OrderBy(p => p.Id).Select(p => p.Orders.OrderBy(o => o.Id).Select(o => o.Note).ToList()).ToList());
        yield return ("projected choice", c => c.People.OrderBy(p => p.Id).Select(p => p.Id > 1 ? p.Name : null).ToList());
        yield return ("client computation", c => c.People.OrderBy(p => p.Id).Select(p => new { Id = Twice(p.Id), p.Name }).ToList());
        yield return ("first of group", c => c.Orders.GroupBy(o => o.PersonId).Select(g => g.OrderBy(o => o.Id).First()).AsEnumerable().OrderBy(o => o.Id).Select(o => o.Note).ToList());
        yield return ("complex projected", c => c.People.OrderBy(p => p.Id).Select(p => p.Contact).AsEnumerable().Select(p => p.Phone).ToList());
        yield return ("Find", c => c.People.Find(1)!.Name);
    }

    private static int Twice(int value) => value * 2;

    private static IQueryable<T> ByEmail<T>(IQueryable<T> rows, string email)
        where T : class, IHasEmail
        => rows.Where(row => row.Email == email);

    private static List<int> Ids(IQueryable<Person> people) => [.. people.Select(p => p.Id).OrderBy(id => id)];
}
