using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace HostingCompany.Story.Acts;

/// <summary>A customer is found by an e-mail address that is stored encrypted.</summary>
internal static class Act03LookUp
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Chapter("3. Somebody calls: who has this e-mail address?");
        await using var scope = stage.NewScope();
        var person = stage.Person;

        // Domains of e-mail addresses know no case; the look-up does not either.
        var asked = person.Email[..person.Email.IndexOf('@')] + person.Email[person.Email.IndexOf('@')..].ToUpperInvariant();
        var found = await scope.Db.Customers.SingleOrDefaultAsync(customer => customer.Email == asked, cancellationToken);
        stage.Console.MarkupLineInterpolated($"db.Customers.SingleOrDefaultAsync(customer => customer.Email == \"{asked}\") ran");
        stage.Say(stage.Sql.Last);
        stage.Say("");
        stage.Checks.That(found?.Id == person.Id, "The encrypted e-mail address leads to its owner.");
        if (found is not null)
        {
            stage.Console.Write(Tables.Of(await RawRow.ReadAsync(scope.Db, found, cancellationToken)));
        }

        var encrypted = stage.Values.Where(value => value.Encrypted).Select(value => value.Value).ToHashSet();
        var hits = await stage.Stored.SearchAsync(scope.Db, encrypted, cancellationToken);
        stage.Checks.That(
            hits.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"None of {encrypted.Count:N0} encrypted values is found in what the database stores."),
            hits.Select(hit => $"'{hit.Value}' in {hit.Where} at byte {hit.Offset}"));
    }
}
