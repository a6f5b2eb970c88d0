using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>Queries that must give on encrypted data what they give on plain data.</summary>
[SuppressMessage("Globalization", "CA1309:Use ordinal string comparison", Justification = "The database compares, not .NET.")]
internal static class AllowedShapes
{
    public static IEnumerable<AllowedShape> All
        => Comparisons().Concat(Nulls()).Concat(Lists()).Concat(Structures()).Concat(Operations()).Concat(Hierarchies()).Concat(Types()).Concat(Rows()).Concat(Changes());

    private static IEnumerable<AllowedShape> Comparisons()
    {
        string? alma = "alma@people.test", net = "alma@people.alt", none = null;
        yield return Shape("==", c => Ids(c.People.Where(p => p.Email == alma)));
        yield return Shape("== reversed", c => Ids(c.People.Where(p => alma == p.Email)));
        yield return Shape("== constant", c => Ids(c.People.Where(p => p.Email == "alma@people.test")));
        yield return Shape("== EF.Constant", c => Ids(c.People.Where(p => p.Email == EF.Constant(alma))));
        yield return Shape("== EF.Parameter", c => Ids(c.People.Where(p => p.Email == EF.Parameter("alma@people.test"))));
        yield return Shape("== empty", c => Ids(c.People.Where(p => p.Email == "")));
        yield return Shape("!=", c => Ids(c.People.Where(p => p.Email != alma)));
        yield return Shape("!= of nullable", c => Ids(c.People.Where(p => p.SecondEmail != net)));
        yield return Shape("!= constant of nullable", c => Ids(c.People.Where(p => p.SecondEmail != "alma@people.alt")));
        yield return Shape("not ==", c => Ids(c.People.Where(p => !(p.SecondEmail == net))));
        yield return Shape("== null variable", c => Ids(c.People.Where(p => p.SecondEmail == none)));
        yield return Shape("!= null variable", c => Ids(c.People.Where(p => p.SecondEmail != none)));
        yield return Shape("== null", c => Ids(c.People.Where(p => p.SecondEmail == null)));
        yield return Shape("!= null", c => Ids(c.People.Where(p => p.SecondEmail != null)));
        yield return Shape("== null without index", c => Ids(c.People.Where(p => p.MaidenName == null)));
        yield return Shape("is null", c => Ids(c.People.Where(p => Equals(p.SecondEmail, null))));
        yield return Shape("Equals", c => Ids(c.People.Where(p => p.Email.Equals(alma))));
        yield return Shape("Equals object", c => Ids(c.People.Where(p => p.Email.Equals((object?)alma))));
        yield return Shape("Equals constant", c => Ids(c.People.Where(p => p.Email.Equals("alma@people.test"))));
        yield return Shape("Equals reversed", c => Ids(c.People.Where(p => alma.Equals(p.Email))));
        yield return Shape("string.Equals", c => Ids(c.People.Where(p => string.Equals(p.Email, alma))));
        yield return Shape("object.Equals", c => Ids(c.People.Where(p => Equals(p.Email, alma))));
        yield return Shape("object.Equals null variable", c => Ids(c.People.Where(p => Equals(p.SecondEmail, none))));
        yield return Shape("not Equals", c => Ids(c.People.Where(p => !p.Email.Equals(alma))));
        yield return Shape("IsNullOrEmpty", c => Ids(c.People.Where(p => string.IsNullOrEmpty(p.SecondEmail))));
        yield return Shape("not IsNullOrEmpty", c => Ids(c.People.Where(p => !string.IsNullOrEmpty(p.SecondEmail))));
        yield return Shape("optional filter", c => Ids(c.People.Where(p => none == null || p.Email == none)));
        yield return Shape("ternary constant", c => Ids(c.People.Where(p => p.Email == (p.Id > 1 ? "eve@people.test" : "alma@people.test"))));
        yield return Shape("ternary column", c => Ids(c.People.Where(p => (p.Id > 1 ? p.Email : null) == alma)));
        yield return Shape("ternary null check", c => Ids(c.People.Where(p => (p.Work == null ? null : p.Work.Street) == "Mill Lane")));
        yield return Shape("coalesce", c => Ids(c.People.Where(p => (p.SecondEmail ?? "x@people.test") == "x@people.test")));
        yield return Shape("or", c => Ids(c.People.Where(p => p.Email == alma || p.SecondEmail == net)));
    }

    private static IEnumerable<AllowedShape> Nulls()
    {
        string? alma = "alma@people.test", net = "alma@people.alt", none = null;
        yield return Shape("not (and)", c => Ids(c.People.Where(p => !(p.SecondEmail == net && p.Email == alma))));
        yield return Shape("not (or)", c => Ids(c.People.Where(p => !(p.SecondEmail == net || p.Email == alma))));
        yield return Shape("not !=", c => Ids(c.People.Where(p => !(p.SecondEmail != net))));
        yield return Shape("== true", c => Ids(c.People.Where(p => (p.SecondEmail == net) == true)));
        yield return Shape("== false", c => Ids(c.People.Where(p => (p.SecondEmail == net) == false)));
        yield return Shape("conditions compared", c => Ids(c.People.Where(p => (p.SecondEmail == net) == (p.Email == alma))));
        yield return Shape("conditions compared by !=", c => Ids(c.People.Where(p => (p.SecondEmail == net) != (p.MaidenName == null))));
        yield return Shape("value or null", c => Ids(c.People.Where(p => p.SecondEmail == net || p.SecondEmail == none)));
        yield return Shape("projected ==", c => c.People.OrderBy(p => p.Id).Select(p => p.SecondEmail == net).ToList());
        yield return Shape("projected !=", c => c.People.OrderBy(p => p.Id).Select(p => p.SecondEmail != net).ToList());
        yield return Shape("projected not ==", c => c.People.OrderBy(p => p.Id).Select(p => !(p.SecondEmail == net)).ToList());
        yield return Shape("projected == null variable", c => c.People.OrderBy(p => p.Id).Select(p => p.SecondEmail == none).ToList());
        yield return Shape("projected Contains", c => c.People.OrderBy(p => p.Id).Select(p => new[] { net, null }.Contains(p.SecondEmail)).ToList());
        yield return Shape("choice by ==", c => c.People.OrderBy(p => p.Id).Select(p => p.SecondEmail == net ? 1 : 2).ToList());
        yield return Shape("choice by !=", c => c.People.OrderBy(p => p.Id).Select(p => p.SecondEmail != net ? 1 : 2).ToList());
        yield return Shape("optional navigation ==", c => c.Documents.OrderBy(d => d.Id).Where(d => d.Witness!.SecondEmail == net).Select(d => d.Id).ToList());
        yield return Shape("optional navigation !=", c => c.Documents.OrderBy(d => d.Id).Where(d => d.Witness!.SecondEmail != net).Select(d => d.Id).ToList());
        yield return Shape("optional navigation == null", c => c.Documents.OrderBy(d => d.Id).Where(d => d.Witness!.SecondEmail == null).Select(d => d.Id).ToList());
        yield return Shape("optional navigation == null variable", c => c.Documents.OrderBy(d => d.Id).Where(d => d.Witness!.SecondEmail == none).Select(d => d.Id).ToList());
        yield return Shape("optional navigation projected", c => c.Documents.OrderBy(d => d.Id).Select(d => d.Witness!.Email == alma).ToList());
        yield return Shape("optional navigation, required property !=", c => c.Documents.OrderBy(d => d.Id).Where(d => d.Witness!.Email != alma).Select(d => d.Id).ToList());
    }

    private static IEnumerable<AllowedShape> Lists()
    {
        string alma = "alma@people.test", bert = "bert@people.test";
        List<string> list = [alma, bert];
        string?[] withNull = ["alma@people.alt", null];
        HashSet<string> set = [alma, "x"];
        IEnumerable<string> sequence = list;
        ImmutableArray<string> immutable = [alma];
        yield return Shape("Contains list", c => Ids(c.People.Where(p => list.Contains(p.Email))));
        yield return Shape("not Contains list", c => Ids(c.People.Where(p => !list.Contains(p.Email))));
        yield return Shape("Contains array with null", c => Ids(c.People.Where(p => withNull.Contains(p.SecondEmail))));
        yield return Shape("not Contains array with null", c => Ids(c.People.Where(p => !withNull.Contains(p.SecondEmail))));
        yield return Shape("not Contains, nullable", c => Ids(c.People.Where(p => !list.Contains(p.SecondEmail!))));
        yield return Shape("Contains set", c => Ids(c.People.Where(p => set.Contains(p.Email))));
        yield return Shape("Contains sequence", c => Ids(c.People.Where(p => sequence.Contains(p.Email))));
        yield return Shape("Contains immutable", c => Ids(c.People.Where(p => immutable.Contains(p.Email))));
        yield return Shape("Contains inline constants", c => Ids(c.People.Where(p => new[] { "alma@people.test", "x" }.Contains(p.Email))));
        yield return Shape("Contains inline list", c => Ids(c.People.Where(p => new List<string> { "alma@people.test", "x" }.Contains(p.Email))));
        yield return Shape("Contains inline variables", c => Ids(c.People.Where(p => new[] { alma, "bert@people.test" }.Contains(p.Email))));
        yield return Shape("Contains inline one", c => Ids(c.People.Where(p => new[] { "alma@people.test" }.Contains(p.Email))));
        yield return Shape("Contains inline null", c => Ids(c.People.Where(p => new[] { "alma@people.alt", null }.Contains(p.SecondEmail))));
        yield return Shape("Contains EF.Constant", c => Ids(c.People.Where(p => EF.Constant(list).Contains(p.Email))));
        yield return Shape("Contains EF.Parameter", c => Ids(c.People.Where(p => EF.Parameter(list).Contains(p.Email))));
        yield return Shape("Contains EF.MultipleParameters", c => Ids(c.People.Where(p => EF.MultipleParameters(list).Contains(p.Email))));
        yield return Shape("Any over list", c => Ids(c.People.Where(p => list.Any(e => e == p.Email))));
        yield return Shape("All over list", c => Ids(c.People.Where(p => list.All(e => e != p.Email))));
        yield return Shape("Contains subquery", c => Ids(c.People.Where(p => c.People.Where(o => o.Id < 3).Select(o => o.Email).Contains(p.Email))));
        yield return Shape("Contains subquery of Take", c => Ids(c.People.Where(p => c.People.OrderBy(o => o.Id).Take(2).Select(o => o.Email).Contains(p.Email))));
        yield return Shape("subquery Contains value", c => c.People.Select(p => p.Email).Contains(alma));
        yield return Shape("Any over subquery", c => Ids(c.People.Where(p => c.People.Any(o => o.Id > p.Id && o.SecondEmail == p.SecondEmail))));
        yield return Shape("scalar subquery", c => Ids(c.People.Where(p => p.Email == c.People.OrderBy(o => o.Id).Select(o => o.Email).FirstOrDefault())));
        yield return Shape("list of dates", c => Ids(c.People.Where(p => new[] { new DateOnly(1815, 12, 10) }.Contains(p.BirthDate))));
    }

    private static IEnumerable<AllowedShape> Structures()
    {
        string alma = "alma@people.test", net = "alma@people.alt";
        yield return Shape("self-join", c => c.People.Join(c.People, a => a.Email, b => b.Email, (a, b) => new { a = a.Id, b.Name }).OrderBy(x => x.a).ToList());
        yield return Shape("join composite", c => (from a in c.People join b in c.People on new { a.SecondEmail, a.City } equals new { b.SecondEmail, b.City } orderby a.Id, b.Id select new { a = a.Id, b = b.Id }).ToList());
        yield return Shape("group join", c => (from a in c.People join b in c.People on a.SecondEmail equals b.SecondEmail into g from b in g.DefaultIfEmpty() orderby a.Id, b.Id select new { a = a.Id, b = (int?)b!.Id }).ToList());
        yield return Shape("left join", c => c.People.LeftJoin(c.People, a => a.SecondEmail, b => b.SecondEmail, (a, b) => new { a = a.Id, b = (int?)b!.Id }).OrderBy(x => x.a).ThenBy(x => x.b).ToList());
        yield return Shape("cross join where", c => (from a in c.People from b in c.People where a.SecondEmail == b.SecondEmail orderby a.Id, b.Id select new { a = a.Id, b = b.Id }).ToList());
        yield return Shape("join dates", c => c.People.Join(c.People, a => a.BirthDate, b => b.BirthDate, (a, b) => new { a = a.Id, b = b.Id }).OrderBy(x => x.a).ThenBy(x => x.b).ToList());
        yield return Shape("let", c => (from p in c.People let e = p.Email where e == alma select p.Id).ToList());
        yield return Shape("All", c => c.People.All(p => p.Email != alma));
        yield return Shape("Any", c => c.People.Any(p => p.Email == alma));
        yield return Shape("Count", c => c.People.Count(p => p.SecondEmail != net));
        yield return Shape("First", c => c.People.First(p => p.Email == alma).Name);
        yield return Shape("nested", c => Ids(c.People.Where(p => p.Orders.Any(o => o.Email == alma && o.Person.Email == alma))));
        yield return Shape("navigation", c => c.Orders.Where(o => o.Person.Email == alma).OrderBy(o => o.Id).Select(o => o.Note).ToList());
        yield return Shape("navigation in projection", c => c.Orders.OrderBy(o => o.Id).Select(o => new { o.Id, Same = o.Person.Email == alma }).ToList());
        yield return Shape("owned", c => Ids(c.People.Where(p => p.Home.Street == "Mill Lane")));
        yield return Shape("owned optional", c => Ids(c.People.Where(p => p.Work!.Street != "Mill Lane")));
        yield return Shape("EF.Property", c => Ids(c.People.Where(p => EF.Property<string>(p, "Email") == alma)));
        yield return Shape("generic", c => Ids(ByEmail(c.People, alma)));
        yield return Shape("generic on plain", c => ByEmail(c.Suppliers, alma).Select(s => s.Id).ToList());
        yield return Shape("interface", c => ((IQueryable<IHasEmail>)c.Set<Member>()).Count(p => p.Email == alma));
        yield return Shape("derived", c => Ids(c.Set<Member>().Where(m => m.Number == "M-1" && m.Email == alma)));
        yield return Shape("cast to derived", c => Ids(c.People.Where(p => ((Member)p).Number == "M-1")));
        yield return Shape("as derived", c => Ids(c.People.Where(p => (p as Member)!.Number == "M-1")));
        yield return Shape("OfType", c => Ids(c.People.OfType<Member>().Where(m => m.Number == "M-1")));
        yield return Shape("anonymous then where", c => c.People.Select(p => new { E = p.Email, p.Id }).Where(x => x.E == alma).ToList());
        yield return Shape("DTO then where", c => c.People.Select(p => new Card { Address = p.Email, Number = p.Id }).Where(x => x.Address == alma).ToList());
        yield return Shape("scalar then where", c => c.People.Select(p => p.Email).Where(e => e == alma).ToList());
        yield return Shape("after Take", c => Ids(c.People.OrderBy(p => p.Id).Take(3).Where(p => p.Email == alma)));
        yield return Shape("anonymous after Take", c => c.People.OrderBy(p => p.Id).Take(3).Select(p => new { p.Email, p.Id }).Where(x => x.Email == alma).ToList());
        yield return Shape("SelectMany", c => c.People.Where(p => p.Email == alma).SelectMany(p => p.Orders).Where(o => o.Email != alma).Select(o => o.Quantity).ToList());
        yield return Shape("query filter", c => c.Subscribers.Select(s => s.Tenant).ToList());
        yield return Shape("query filter ignored", c => c.Subscribers.IgnoreQueryFilters().Where(s => s.Tenant != "north").Select(s => s.Tenant).ToList());
        yield return Shape("filtered include", c => c.People.Include(p => p.Orders.Where(o => o.Email == alma)).OrderBy(p => p.Id).AsNoTracking().AsEnumerable().Select(p => p.Orders.Count).ToList());
        yield return Shape("split include", c => c.People.Include(p => p.Orders).AsSplitQuery().AsNoTracking().OrderBy(p => p.Id).AsEnumerable().Select(p => p.Orders.Select(o => o.Note).ToList()).ToList());
        yield return Shape("conditional count", c => c.People.Sum(p => p.Email == alma ? p.Id : 0));
        yield return Shape("group by condition", c => c.People.GroupBy(p => p.SecondEmail == net).Select(g => new { g.Key, Count = g.Count() }).OrderBy(x => x.Count).ToList());
        yield return Shape("order by condition", c => c.People.OrderBy(p => p.Email == alma).ThenBy(p => p.Id).Select(p => p.Id).ToList());
        yield return Shape("null check ordering", c => c.People.OrderBy(p => p.SecondEmail == null).ThenBy(p => p.Id).Select(p => p.Id).ToList());
    }

    private static IEnumerable<AllowedShape> Operations()
    {
        string alma = "alma@people.test", bert = "bert@people.test", net = "alma@people.alt";
        yield return Shape("union of filtered keys", c => c.People.Where(p => p.Email == alma).Select(p => p.Id).Union(c.People.Where(p => p.SecondEmail == net).Select(p => p.Id)).OrderBy(id => id).ToList());
        yield return Shape("intersection of filtered keys", c => c.People.Where(p => p.Email != bert).Select(p => p.Id).Intersect(c.People.Where(p => p.SecondEmail == net).Select(p => p.Id)).OrderBy(id => id).ToList());
        yield return Shape("difference of filtered keys", c => c.People.Select(p => p.Id).Except(c.People.Where(p => p.SecondEmail == net).Select(p => p.Id)).OrderBy(id => id).ToList());
        yield return Shape("where after concat", c => c.People.Where(p => p.Id < 3).Concat(c.People.Where(p => p.Id > 1)).Where(p => p.Email == bert).Select(p => p.Id).ToList());
        yield return Shape("where after union of entities", c => c.People.Where(p => p.Id < 3).Union(c.People.Where(p => p.Id > 1)).Where(p => p.Email == bert).Select(p => p.Id).ToList());
        yield return Shape("intersect of entities", c => c.People.Where(p => p.Id < 3).Intersect(c.People.Where(p => p.Id > 1)).AsEnumerable().Select(p => p.Email).ToList());
        yield return Shape("group join counted", c => c.People.GroupJoin(c.People, a => a.SecondEmail, b => b.SecondEmail, (a, found) => new { a.Id, Count = found.Count() }).OrderBy(x => x.Id).ToList());
        yield return Shape("group join filtered", c => (from a in c.People join b in c.People on a.SecondEmail equals b.SecondEmail into g from b in g.Where(b => b.Email != alma).DefaultIfEmpty() orderby a.Id, b.Id select new { a = a.Id, b = (int?)b!.Id }).ToList());
        yield return Shape("right join", c => c.People.RightJoin(c.People.Where(p => p.Id > 1), a => a.SecondEmail, b => b.SecondEmail, (a, b) => new { a = (int?)a!.Id, b = b.Id }).OrderBy(x => x.b).ThenBy(x => x.a).ToList());
        yield return Shape("join of three", c => (from a in c.People join b in c.People on a.SecondEmail equals b.SecondEmail join o in c.Orders on b.Id equals o.PersonId where o.Email == alma orderby a.Id select new { a = a.Id, o = o.Id }).ToList());
        yield return Shape("join after where", c => c.People.Where(p => p.Email == alma).Join(c.People.Where(p => p.Email != bert), a => a.BirthDate, b => b.BirthDate, (a, b) => b.Id).OrderBy(id => id).ToList());
        yield return Shape("grouped by a plain column, filtered", c => c.People.Where(p => p.Email != bert).GroupBy(p => p.City).Select(g => new { g.Key, Count = g.Count() }).OrderBy(x => x.Count).ThenBy(x => x.Key).ToList());
        yield return Shape("filtered within groups", c => c.Orders.GroupBy(o => o.PersonId).Select(g => new { g.Key, Count = g.Count(o => o.Email == alma) }).OrderBy(x => x.Key).ToList());
        yield return Shape("having", c => c.Orders.GroupBy(o => o.PersonId).Where(g => g.Any(o => o.Email == alma)).Select(g => g.Key).ToList());
        yield return Shape("exists in projection", c => c.People.OrderBy(p => p.Id).Select(p => new { p.Id, Any = p.Orders.Any(o => o.Email == alma) }).ToList());
        yield return Shape("single of navigation", c => c.People.OrderBy(p => p.Id).Select(p => p.Orders.OrderBy(o => o.Id).First().Email == alma).ToList());
        yield return Shape("skip and take", c => c.People.Where(p => p.SecondEmail != bert).OrderBy(p => p.Id).Skip(1).Take(2).Select(p => p.Email).ToList());
        yield return Shape("last", c => c.People.OrderBy(p => p.Id).Last(p => p.SecondEmail == net).Name);
        yield return Shape("single or default", c => c.People.SingleOrDefault(p => p.Email == "none@people.test") == null);
        yield return Shape("element at", c => c.People.Where(p => p.SecondEmail == net).OrderBy(p => p.Id).ElementAt(1).Email);
        yield return Shape("owned collection", c => Ids(c.People.Where(p => p.Addresses.Any(a => a.Street == "Mill Lane"))));
        yield return Shape("owned collection, All", c => Ids(c.People.Where(p => p.Addresses.All(a => a.Street != "Mill Lane"))));
        yield return Shape("owned collection projected", c => c.People.OrderBy(p => p.Id).Select(p => p.Addresses.OrderBy(a => a.Region).Select(a => a.Street).ToList()).ToList());
        yield return Shape("owned collection counted", c => c.People.OrderBy(p => p.Id).Select(p => p.Addresses.Count(a => a.Street == "Quay Lane")).ToList());
        yield return Shape("many to many", c => Ids(c.People.Where(p => p.Circles.Any(circle => circle.People.Any(o => o.Email == bert)))));
        yield return Shape("many to many from the other side", c => c.Set<Circle>().Where(circle => circle.People.Any(p => p.Email == alma)).OrderBy(circle => circle.Id).Select(circle => circle.Title).ToList());
        yield return Shape("nested includes", c => c.Orders.Include(o => o.Person).ThenInclude(p => p.Orders).AsTracking().OrderBy(o => o.Id).AsEnumerable().Select(o => new { o.Email, Others = o.Person.Orders.Count }).ToList());
        yield return Shape("split query with condition", c => c.People.Where(p => p.SecondEmail == net).Include(p => p.Orders).Include(p => p.Addresses).AsSplitQuery().AsNoTracking().OrderBy(p => p.Id).AsEnumerable().Select(p => new { p.Email, Orders = p.Orders.Select(o => o.Email).Order().ToList(), Streets = p.Addresses.Select(a => a.Street).Order().ToList() }).ToList());
        yield return Shape("compiled query", c => CompiledShapes.ByEmail(c, alma).ToList());
        yield return Shape("compiled query with a list", c => CompiledShapes.ByEmails(c, new[] { alma, bert }).ToList());
        yield return Shape("compiled query, null", c => CompiledShapes.BySecondEmail(c, null).ToList());
        yield return Shape("FromSql composed", c => c.People.FromSqlRaw(PeopleContext.AllPeople).Where(p => p.Email == alma).Select(p => p.Name).ToList());
        yield return Shape("FromSql joined", c => c.People.FromSqlRaw(PeopleContext.AllPeople).Join(c.People, a => a.SecondEmail, b => b.SecondEmail, (a, b) => new { a = a.Id, b = b.Id }).OrderBy(x => x.a).ThenBy(x => x.b).ToList());
        yield return Shape("FromSql in Contains", c => Ids(c.People.Where(p => c.People.FromSqlRaw(PeopleContext.AllPeople).Where(o => o.Id == 1).Select(o => o.SecondEmail).Contains(p.SecondEmail))));
        yield return Shape("tracking", c => c.People.Where(p => p.SecondEmail == net).OrderBy(p => p.Id).AsTracking().AsEnumerable().Select(p => p.Email).ToList());
        yield return Shape("identity resolution", c => c.Orders.Where(o => o.Person.Email == alma).Include(o => o.Person).AsNoTrackingWithIdentityResolution().AsEnumerable().Select(o => o.Person.Name).ToList());
        yield return Shape("streamed", c => c.People.Where(p => p.SecondEmail != net).OrderBy(p => p.Id).AsEnumerable().Select(p => p.BirthDate).ToList());
        yield return Shape("conditional sequence", c => Ids(c.People.Where(p => p.City == null).Where(p => p.Email != "").Where(p => p.SecondEmail == net)));
        yield return Shape("count of matches over list", c => c.People.OrderBy(p => p.Id).Select(p => new[] { alma, bert }.Count(e => e == p.Email)).ToList());
        yield return Shape("correlated subquery", c => Ids(c.People.Where(p => c.Orders.Count(o => o.PersonId == p.Id && o.Email == alma) > 0)));
        yield return Shape("DefaultIfEmpty", c => c.People.Where(p => p.Email == "none@people.test").DefaultIfEmpty().Select(p => p!.Name).ToList());
        yield return Shape("chunk of keys", c => c.People.Where(p => c.Orders.Where(o => o.Email != alma).Select(o => o.PersonId).Contains(p.Id)).OrderBy(p => p.Id).Select(p => p.Email).ToList());
    }

    private static IEnumerable<AllowedShape> Hierarchies()
    {
        string mark = "mark", sign = "sign", ask = "ask";
        yield return Shape("TPH: base property of derived", c => c.Set<Member>().Count(m => m.SecondEmail == "alma@people.alt"));
        yield return Shape("TPH: type test", c => Ids(c.People.Where(p => p is Member && p.Email != "")));
        yield return Shape("TPH: property of a sibling row is null", c => Ids(c.People.Where(p => (p as Member)!.Number != "M-1")));
        yield return Shape("TPT: base property", c => c.Documents.Where(d => d.Reference == mark).OrderBy(d => d.Id).Select(d => d.Id).ToList());
        yield return Shape("TPT: derived property", c => c.Set<Contract>().Where(d => d.Signature == sign).Select(d => d.Reference).ToList());
        yield return Shape("TPT: derived property by cast", c => c.Documents.Where(d => (d as Contract)!.Signature == sign).Select(d => d.Reference).ToList());
        yield return Shape("TPT: both properties", c => c.Set<Contract>().Where(d => d.Signature == sign && d.Reference != mark).Count());
        yield return Shape("TPT: entities", c => c.Documents.Where(d => d.Reference == mark).OrderBy(d => d.Id).AsNoTracking().AsEnumerable().Select(d => new { d.Reference, Sign = (d as Contract)?.Signature }).ToList());
        yield return Shape("TPC: base property", c => c.Tickets.Where(t => t.Text == ask).OrderBy(t => t.Id).Select(t => t.Id).ToList());
        yield return Shape("TPC: base property !=", c => c.Tickets.Where(t => t.Text != ask).OrderBy(t => t.Id).Select(t => t.Id).ToList());
        yield return Shape("TPC: derived", c => c.Set<Question>().Where(t => t.Text == ask).Select(t => t.Id).ToList());
        yield return Shape("TPC: entities", c => c.Tickets.OrderBy(t => t.Id).AsNoTracking().AsEnumerable().Select(t => t.Text).ToList());
        yield return Shape("TPC: Contains", c => c.Tickets.Where(t => new[] { ask, "x" }.Contains(t.Text)).OrderBy(t => t.Id).Select(t => t.Id).ToList());
        yield return Shape("TPC: self-join", c => c.Tickets.Join(c.Tickets, a => a.Text, b => b.Text, (a, b) => new { a = a.Id, b = b.Id }).OrderBy(x => x.a).ThenBy(x => x.b).ToList());
        yield return Shape("TPC: join of siblings", c => c.Set<Question>().Join(c.Set<Complaint>(), a => a.Text, b => b.Text, (a, b) => new { a = a.Id, b = b.Id }).OrderBy(x => x.a).ThenBy(x => x.b).ToList());
    }

    private static IEnumerable<AllowedShape> Types()
    {
        var day = new DateOnly(1815, 12, 10);
        DateOnly? maybeDay = day;
        var badge = PeopleHost.Badge;
        Guid? noBadge = null;
        var rank = Rank.Captain;
        int? score = 7;
        short floor = 3;
        yield return Shape("date", c => Ids(c.People.Where(p => p.BirthDate == day)));
        yield return Shape("date constant", c => Ids(c.People.Where(p => p.BirthDate == new DateOnly(1815, 12, 10))));
        yield return Shape("date !=", c => Ids(c.People.Where(p => p.BirthDate != day)));
        yield return Shape("date nullable variable", c => Ids(c.People.Where(p => p.BirthDate == maybeDay)));
        yield return Shape("date Equals", c => Ids(c.People.Where(p => p.BirthDate.Equals(day))));
        yield return Shape("guid", c => Ids(c.People.Where(p => p.Badge == badge)));
        yield return Shape("guid !=", c => Ids(c.People.Where(p => p.Badge != badge)));
        yield return Shape("guid null variable", c => Ids(c.People.Where(p => p.Badge == noBadge)));
        yield return Shape("guid Value", c => Ids(c.People.Where(p => p.Badge!.Value == badge)));
        yield return Shape("guid HasValue", c => Ids(c.People.Where(p => p.Badge.HasValue)));
        yield return Shape("guid Contains", c => Ids(c.People.Where(p => new[] { badge }.Contains(p.Badge!.Value))));
        yield return Shape("enum", c => Ids(c.People.Where(p => p.Rank == rank)));
        yield return Shape("enum constant", c => Ids(c.People.Where(p => p.Rank == Rank.Captain)));
        yield return Shape("enum !=", c => Ids(c.People.Where(p => p.Rank != Rank.Captain)));
        yield return Shape("enum Contains", c => Ids(c.People.Where(p => new[] { Rank.Captain }.Contains(p.Rank))));
        yield return Shape("int", c => Ids(c.People.Where(p => p.Score == score)));
        yield return Shape("int constant", c => Ids(c.People.Where(p => p.Score == 7)));
        yield return Shape("int !=", c => Ids(c.People.Where(p => p.Score != 7)));
        yield return Shape("short", c => Ids(c.People.Where(p => p.Floor == floor)));
        yield return Shape("short constant", c => Ids(c.People.Where(p => p.Floor == 3)));
        yield return Shape("short Contains", c => Ids(c.People.Where(p => new short[] { 3, 4 }.Contains(p.Floor))));
    }

    private static IEnumerable<AllowedShape> Rows()
    {
        yield return Shape("distinct entities", c => c.Orders.Select(o => o.Person).Distinct().OrderBy(p => p.Id).Select(p => p.Name).ToList());
        yield return Shape("distinct with key", c => c.Orders.Select(o => new { o.Person.Id, o.Person.Name }).Distinct().OrderBy(p => p.Id).ToList());
        yield return Shape("union of entities", c => c.People.Where(p => p.Id < 3).Union(c.People.Where(p => p.Id > 1)).OrderBy(p => p.Id).Select(p => p.Email).ToList());
        yield return Shape("except of entities", c => c.People.Except(c.People.Where(p => p.Id > 2)).OrderBy(p => p.Id).AsEnumerable().Select(p => p.Email).ToList());
        yield return Shape("concat", c => c.People.Select(p => p.Email).Concat(c.People.Select(p => p.Email)).AsEnumerable().Order().ToList());
        yield return Shape("projected subquery", c => c.People.OrderBy(p => p.Id).Select(p => p.Orders.OrderBy(o => o.Id).Select(o => o.Note).FirstOrDefault()).ToList());
        yield return Shape("projected collection", c => c.People.OrderBy(p => p.Id).Select(p => p.Orders.OrderBy(o => o.Id).Select(o => o.Note).ToList()).ToList());
        yield return Shape("projected choice", c => c.People.OrderBy(p => p.Id).Select(p => p.Id > 1 ? p.Name : null).ToList());
        yield return Shape("client computation", c => c.People.OrderBy(p => p.Id).Select(p => new { Id = Twice(p.Id), p.Name }).ToList());
        yield return Shape("first of group", c => c.Orders.GroupBy(o => o.PersonId).Select(g => g.OrderBy(o => o.Id).First()).AsEnumerable().OrderBy(o => o.Id).Select(o => o.Note).ToList());
        yield return Shape("complex projected", c => c.People.OrderBy(p => p.Id).Select(p => p.Contact).AsEnumerable().Select(p => p.Phone).ToList());
        yield return Shape("Find", c => c.People.Find(1)!.Name);
    }

    private static IEnumerable<AllowedShape> Changes()
    {
        string alma = "alma@people.test", net = "alma@people.alt";
        yield return Shape("ExecuteUpdate where ==", c => c.Undone(() => c.People.Where(p => p.Email == alma).ExecuteUpdate(set => set.SetProperty(p => p.City, "Paris")), () => c.People.OrderBy(p => p.Id).Select(p => p.City).ToList()));
        yield return Shape("ExecuteUpdate where !=", c => c.Undone(() => c.People.Where(p => p.SecondEmail != net).ExecuteUpdate(set => set.SetProperty(p => p.City, "Paris")), () => c.People.OrderBy(p => p.Id).Select(p => p.City).ToList()));
        yield return Shape("ExecuteUpdate by a condition", c => c.Undone(() => c.People.ExecuteUpdate(set => set.SetProperty(p => p.City, p => p.SecondEmail == net ? "Paris" : "Rome")), () => c.People.OrderBy(p => p.Id).Select(p => p.City).ToList()));
        yield return Shape("ExecuteUpdate over a navigation", c => c.Undone(() => c.Orders.Where(o => o.Person.Email == alma).ExecuteUpdate(set => set.SetProperty(o => o.Quantity, 9)), () => c.Orders.OrderBy(o => o.Id).Select(o => o.Quantity).ToList()));
        yield return Shape("ExecuteDelete where ==", c => c.Undone(() => c.Orders.Where(o => o.Email == alma).ExecuteDelete(), () => c.Orders.OrderBy(o => o.Id).Select(o => o.Id).ToList()));
        yield return Shape("ExecuteDelete where Contains", c => c.Undone(() => c.Orders.Where(o => !new[] { alma, "x" }.Contains(o.Email)).ExecuteDelete(), () => c.Orders.OrderBy(o => o.Id).Select(o => o.Id).ToList()));
        yield return Shape("ExecuteDelete over a navigation", c => c.Undone(() => c.Orders.Where(o => o.Person.SecondEmail == net).ExecuteDelete(), () => c.Orders.OrderBy(o => o.Id).Select(o => o.Id).ToList()));
    }

    private static AllowedShape Shape(
        string name, Func<PeopleContext, object?> run, [CallerArgumentExpression(nameof(run))] string linq = "")
        => new(name, linq, run);

    private static int Twice(int value) => value * 2;

    private static IQueryable<T> ByEmail<T>(IQueryable<T> rows, string email)
        where T : class, IHasEmail
        => rows.Where(row => row.Email == email);

    private static List<int> Ids(IQueryable<Person> people) => [.. people.Select(p => p.Id).OrderBy(id => id)];
}
