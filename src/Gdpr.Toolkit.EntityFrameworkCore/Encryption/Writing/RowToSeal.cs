using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A row of a save with values to seal: whose it is, and of which key groups the values are.</summary>
internal sealed record RowToSeal(IUpdateEntry Entry, ResolvedSubject Subject, IReadOnlyList<string> Groups);
