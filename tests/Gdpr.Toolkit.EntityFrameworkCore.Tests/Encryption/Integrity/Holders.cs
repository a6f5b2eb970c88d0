using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;

/// <summary>Two of everything, of two people: what is Ada's comes first.</summary>
internal static class Holders
{
    public static async Task<TestHost<HoldersContext>> StartAsync(TestDatabase database, Action<TestHostOptions>? configure = null)
    {
        var host = await TestHost<HoldersContext>.StartAsync(database, configure);
        await using var scope = host.NewScope();
        await AddAsync(scope.Context, "ada", 1);
        await AddAsync(scope.Context, "bob", 2);
        return host;
    }

    /// <summary>Copies the second row's value of a column into the first row, past EF Core.</summary>
    public static async Task CopyAsync(this TestHost<HoldersContext> host, string table, string column, string key = "Id")
        => Assert.Equal(1, await host.ExecuteRawAsync(
            $"""
            UPDATE "{table}" SET "{column}" = (SELECT "other"."{column}" FROM "{table}" AS "other" ORDER BY "other"."{key}" DESC LIMIT 1)
            WHERE "{key}" = (SELECT "first"."{key}" FROM "{table}" AS "first" ORDER BY "first"."{key}" LIMIT 1)
            """));

    private static async Task AddAsync(HoldersContext context, string name, int number)
    {
        var holder = new Holder
        {
            Code = $"code {number}",
            Name = name,
            Diagnosis = $"{name} is ill",
            Home = new Place { Street = $"{name}'s home" },
            Work = new Place { Street = $"{name}'s work" },
            Contact = { Phone = $"{name}'s phone" },
            Letters = { new RegisteredLetter { Text = $"dear {name}", Receipt = $"{name} got it" } },
            Boxes = { new Box { Papers = { new Paper { Title = $"on {name}", Text = $"{name} is here" } } } },
            Vehicles = { new Car { Plate = $"{name} 1", Engine = $"{name}'s engine" } },
        };
        context.Add(holder).Property("Secret").CurrentValue = $"{name}'s secret";
        context.AddRange(
            new Card { Code = holder.Code, Holder = holder, Front = $"{name} front", Back = $"{name} back" },
            new Cat { Id = number, Holder = holder, Chip = $"{name}'s cat" },
            new Member { Id = name, Name = name },
            new Visitor { Id = new Guid(number, 0, 0, new byte[8]), Name = name });
        var seat = new Seat { Line = 1, Number = number, Name = name };
        context.AddRange(seat, new Ticket { Seat = seat, Text = $"{name}'s ticket" });
        await context.SaveChangesAsync();
    }
}
