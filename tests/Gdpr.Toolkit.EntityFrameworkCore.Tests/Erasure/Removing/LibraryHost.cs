using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Removing;

/// <summary>Starts the library.</summary>
internal static class LibraryHost
{
    public static Task<TestHost<TLibrary>> StartAsync<TLibrary>(TestDatabase database)
        where TLibrary : LibraryContext
        => TestHost<TLibrary>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("lending", purpose => purpose.On(LegalBasis.Contract)));

    public static Reader Ada() => WithEverything(new Researcher { Name = "Ada", Email = "ada@library.test", Branch = 1, Institute = "Analytical" });

    public static Reader Bob() => new() { Name = "Bob", Email = "bob@library.test", Branch = 1 };

    public static async Task<Guid> AddAsync<TLibrary>(this TestHost<TLibrary> library, Reader reader)
        where TLibrary : LibraryContext
    {
        await using var scope = library.NewScope();
        scope.Context.Add(reader);
        await scope.Context.SaveChangesAsync();
        return reader.Id;
    }

    private static Reader WithEverything(Reader reader)
    {
        reader.Nickname = "countess";
        reader.Home.Phone = "+46701234567";
        reader.Cards.Add(new Card { Number = "C-1" });
        reader.Loans.Add(new Loan { Title = "Sketch of the Analytical Engine", Reminders = { new Reminder { Text = "Overdue" } } });
        reader.Reviews.Add(new Review { Text = "Rattles" });
        reader.Wishes.Add(new Wish { Title = "Bernoulli numbers" });
        reader.Genres.Add(new Genre { Title = "Mathematics" });
        return reader;
    }
}
