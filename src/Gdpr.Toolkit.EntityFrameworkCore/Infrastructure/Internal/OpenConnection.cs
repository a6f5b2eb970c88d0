using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Holds a context's connection open for work of many commands: each would open and reset it again, and locks of a session would end with it.</summary>
internal sealed class OpenConnection : IAsyncDisposable
{
    private readonly DbContext _context;

    private OpenConnection(DbContext context) => _context = context;

    public static async Task<OpenConnection> HoldAsync(DbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return new OpenConnection(context);
    }

    public ValueTask DisposeAsync() => new(_context.Database.CloseConnectionAsync());
}
