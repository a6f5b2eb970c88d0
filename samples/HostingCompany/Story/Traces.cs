using System.Globalization;
using HostingCompany.Evidence;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;

namespace HostingCompany.Story;

/// <summary>Looks for traces of the customer who was erased.</summary>
internal static class Traces
{
    private static readonly string[] OfBookkeeping = [nameof(Invoice), nameof(Payment)];

    /// <summary>Checks that the database neither holds nor finds them; the books excepted, as long as the law keeps them.</summary>
    public static async Task CheckGoneAsync(Stage stage, string how, CancellationToken cancellationToken)
    {
        await using var scope = stage.NewScope();
        var person = stage.Person;
        var others = stage.Values.Where(value => value.Person != Belongings.LabelOf(person)).Select(value => value.Value).ToHashSet();
        var gone = PersonalValues.Of(person)
            .Where(value => (value.Encrypted || !OfBookkeeping.Contains(value.Entity)) && value.IsTelling && !others.Contains(value.Value))
            .Select(value => value.Value)
            .ToHashSet();
        var hits = await stage.Stored.SearchAsync(scope.Db, gone, cancellationToken);
        stage.Checks.That(
            gone.Count > 0 && hits.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"{how}: none of {gone.Count} values that only this person had is found in what the database stores."),
            hits.Select(hit => $"'{hit.Value}' in {hit.Where} at byte {hit.Offset}"));
        stage.Checks.That(
            !await scope.Db.Customers.AnyAsync(customer => customer.Id == person.Id, cancellationToken)
                && !await scope.Db.Customers.AnyAsync(customer => customer.Email == person.Email, cancellationToken),
            $"{how}: queries find the person no more, neither by number nor by e-mail address.");
    }
}
