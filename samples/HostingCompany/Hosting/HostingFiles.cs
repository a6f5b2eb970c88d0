namespace HostingCompany.Hosting;

/// <summary>The files that the application uses.</summary>
/// <param name="Database">The SQLite database; on PostgreSQL it is not made.</param>
/// <param name="Ledger">The erasure ledger, outside the database. Null: none, so that a restore is not noticed.</param>
/// <param name="EpochSecrets">What key epochs need besides the certificate, outside the database.</param>
internal sealed record HostingFiles(string Database, string? Ledger, string EpochSecrets);
