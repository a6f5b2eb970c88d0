using Gdpr.Toolkit.Export;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing.Tests;

public class PersonGeneratorTests
{
    [Fact]
    public async Task Generated_people_are_exported_completely_and_forgotten()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();
        var people = await hotel.UseAsync(context => Generator(seed: 7).SaveAsync(context, people: 4));
        var one = people[1];

        using var package = await hotel.ExportAsync(one.Subject);
        using var portable = await hotel.ExportAsync(one.Subject, ExportProfile.Portability);
        await hotel.UseAsync(context => SubjectAssert.CompleteAsync(context, one.Subject, package));
        await hotel.UseAsync(context => SubjectAssert.CompleteAsync(context, one.Subject, portable));
        await hotel.EraseAsync(one.Subject);

        await hotel.UseAsync(context => SubjectAssert.ForgottenAsync(context, one.Subject, one.Texts));
        await Assert.ThrowsAsync<SubjectNotForgottenException>(
            () => hotel.UseAsync(context => SubjectAssert.ForgottenAsync(context, people[0].Subject, people[0].Texts)));
    }

    [Fact]
    public async Task Everything_that_is_marked_is_filled_and_found_again()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();

        var people = await hotel.UseAsync(context => Generator(seed: 3).SaveAsync(context, people: 5));

        var marked = await hotel.UseAsync(context => Task.FromResult(context.GetPersonalDataMap().Subjects
            .SelectMany(subject => subject.Entities)
            .SelectMany(entity => entity.Properties.Where(property => property.Category is not null))
            .Select(property => $"{property.Entity}.{property.Path}").Distinct().Order().ToList()));
        Assert.Equal(5, people.Count);
        Assert.Equal(marked, people.SelectMany(person => person.Values).Select(value => value.ToString()).Distinct().Order());
        Assert.All(people.SelectMany(person => person.Values), value => Assert.Single(value.Texts));
        var texts = people.SelectMany(person => person.Texts).ToList();
        Assert.Equal(texts.Distinct().Count(), texts.Count);
        Assert.Equal(5, await hotel.UseAsync(context => context.Travellers.CountAsync(traveller => traveller.Country == "SE" || traveller.Country == "NO")));
        Assert.True(await hotel.UseAsync(context => context.Stays.AnyAsync(stay => stay.FollowsId != null)));
    }

    [Fact]
    public async Task A_seed_makes_the_same_people_every_time()
    {
        var texts = new List<List<string>>();
        foreach (var seed in new[] { 11, 11, 12 })
        {
            await using var hotel = await Application<HotelContext>.StartAsync();
            texts.Add([.. (await hotel.UseAsync(context => Generator(seed).SaveAsync(context))).SelectMany(person => person.Texts)]);
        }

        Assert.Equal(texts[0], texts[1]);
        Assert.Empty(texts[0].Intersect(texts[2]));
    }

    [Fact]
    public async Task Values_that_only_the_application_knows_are_said()
    {
        await using var devices = await Application<VersionContext>.StartAsync();
        var generator = new PersonGenerator(1).Set((Device device) => device.Firmware, number => new Version(number, 0));

        var people = await devices.UseAsync(context => generator.SaveAsync(context, people: 2));

        Assert.Equal(["1.0", "2.0"], people.SelectMany(person => person.Values).Select(value => value.Value.ToString()));
        Assert.All(people, person => Assert.Empty(person.Texts));
        Assert.Throws<ArgumentException>(() => generator.Set((Device device) => device.Firmware!.Major, number => number));
    }

    [Fact]
    public async Task Rows_that_require_each_other_are_an_error_that_names_them()
    {
        await using var knot = await Application<KnotContext>.StartAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => knot.UseAsync(context => new PersonGenerator(1).SaveAsync(context)));

        Assert.Contains("'Guest', 'Note'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_tracks_something_is_refused_and_nobody_is_an_error()
    {
        await using var hotel = await Application<HotelContext>.StartAsync();

        await hotel.UseAsync(async context =>
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Generator(1).SaveAsync(context, people: 0));
            context.Add(new Traveller("Ada") { Country = "SE" });
            await Assert.ThrowsAsync<InvalidOperationException>(() => Generator(1).SaveAsync(context));
            Assert.Single(context.ChangeTracker.Entries<Traveller>());
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PersonGenerator(1) { MaximumRows = 0 });
    }

    private static PersonGenerator Generator(int seed)
        => new PersonGenerator(seed).Set((Traveller traveller) => traveller.Country, number => number % 2 == 0 ? "SE" : "NO");
}
