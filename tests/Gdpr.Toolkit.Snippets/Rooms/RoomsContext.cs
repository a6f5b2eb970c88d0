using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Snippets.Rooms;

/// <summary>The database of a landlord.</summary>
public class RoomsContext(DbContextOptions<RoomsContext> options) : DbContext(options)
{
    public DbSet<Guest> Guests => Set<Guest>();

    public DbSet<Booking> Bookings => Set<Booking>();

    public DbSet<ChatMessage> Messages => Set<ChatMessage>();
}
