using System.IO.Compression;
using System.Net;
using System.Text;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.Testing.Tests;

public class CompleteExportTests
{
    [Fact]
    public async Task What_is_not_in_the_package_is_named_and_not_shown()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();
        var (one, _) = await TwoAsync(hotel);
        var passport = (string)one.Values.Single(value => value.Property == nameof(Traveller.Passport)).Value;
        using var package = await ChangedAsync(hotel, one, "data/traveller.json", text => text.Replace("\"passport\":", "\"other\":", StringComparison.Ordinal));

        var error = await FailAsync(hotel, one, package);

        Assert.Equal(["Traveller.Passport (1 values)"], error.Missing);
        Assert.Empty(error.Foreign);
        Assert.Contains("Traveller.Passport", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(passport[..16], error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_too_few_is_found_in_a_part_of_a_document()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();
        var (one, _) = await TwoAsync(hotel);
        using var package = await ChangedAsync(hotel, one, "data/traveller.json", text => text.Replace("\"home\":{\"street\":", "\"home\":{\"strasse\":", StringComparison.Ordinal));

        Assert.Equal(["Traveller.Home.Street (1 values)"], (await FailAsync(hotel, one, package)).Missing);
    }

    [Fact]
    public async Task A_value_of_somebody_else_in_a_field_is_found()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();
        var (one, other) = await TwoAsync(hotel);
        using var package = await ChangedAsync(hotel, one, "data/traveller.json", text => text.Replace(Quoted(one), Quoted(other), StringComparison.Ordinal));

        var error = await FailAsync(hotel, one, package);

        Assert.Equal(["Traveller.Name (1 values)"], error.Missing);
        Assert.Equal(["Traveller.Name (1 values)", "data/traveller.json: Traveller.Name"], error.Foreign);
    }

    [Fact]
    public async Task A_text_of_somebody_else_is_found_wherever_it_stands()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();
        var (one, other) = await TwoAsync(hotel);
        using var package = await ChangedAsync(hotel, one, "index.html", text => text + WebUtility.HtmlEncode(Name(other)));

        Assert.Equal(["index.html: Traveller.Name"], (await FailAsync(hotel, one, package)).Foreign);
    }

    [Fact]
    public async Task A_package_that_says_it_is_not_complete_is_not()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();
        var (one, _) = await TwoAsync(hotel);
        using var package = await ChangedAsync(hotel, one, "manifest.json", text => text.Replace("\"complete\":true", "\"complete\":false", StringComparison.Ordinal));

        Assert.Single((await FailAsync(hotel, one, package)).Missing);
    }

    [Fact]
    public async Task A_stream_without_a_package_a_person_without_a_row_and_a_context_that_tracks_are_refused()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();
        var (one, _) = await TwoAsync(hotel);
        using var package = await hotel.ExportAsync(one.Subject);
        using var nothing = new MemoryStream([1, 2, 3]);

        await hotel.UseAsync(async context =>
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => SubjectAssert.CompleteAsync(context, one.Subject, nothing));
            await Assert.ThrowsAsync<InvalidOperationException>(() => SubjectAssert.CompleteAsync(context, DataSubject.Of<Traveller>(-1), package));
            await SubjectAssert.CompleteAsync(context, one.Subject, package);
            Assert.Empty(context.ChangeTracker.Entries());
            context.Add(new Traveller("Ada") { Country = "SE" });
            await Assert.ThrowsAsync<InvalidOperationException>(() => SubjectAssert.CompleteAsync(context, one.Subject, package));
        });
    }

    private static async Task<(GeneratedPerson One, GeneratedPerson Other)> TwoAsync(Application<HotelContext> hotel)
    {
        var generator = new PersonGenerator(5).Set((Traveller traveller) => traveller.Country, _ => "SE").Set((Traveller traveller) => traveller.Name, number => $"Traveller & <{number}>");
        var people = await hotel.UseAsync(context => generator.SaveAsync(context, people: 2));
        return (people[0], people[1]);
    }

    private static string Name(GeneratedPerson person) => (string)person.Values.Single(value => value.Property == nameof(Traveller.Name)).Value;

    private static string Quoted(GeneratedPerson person) => $"\"{Name(person)}\"";

    private static Task<ExportNotCompleteException> FailAsync(Application<HotelContext> hotel, GeneratedPerson person, MemoryStream package)
        => Assert.ThrowsAsync<ExportNotCompleteException>(() => hotel.UseAsync(context => SubjectAssert.CompleteAsync(context, person.Subject, package)));

    /// <summary>Exports a person and changes a file in the package.</summary>
    private static async Task<MemoryStream> ChangedAsync(Application<HotelContext> hotel, GeneratedPerson person, string path, Func<string, string> change)
    {
        var package = await hotel.ExportAsync(person.Subject, ExportProfile.Access);
        using var archive = new ZipArchive(package, ZipArchiveMode.Update, leaveOpen: true);
        var entry = archive.GetEntry(path)!;
        string text;
        using (var reader = new StreamReader(entry.Open(), Encoding.UTF8))
        {
            text = await reader.ReadToEndAsync();
        }

        entry.Delete();
        var changed = change(text);
        Assert.NotEqual(text, changed);
        await using var writer = new StreamWriter(archive.CreateEntry(path).Open());
        await writer.WriteAsync(changed);
        await writer.FlushAsync();
        return package;
    }
}
