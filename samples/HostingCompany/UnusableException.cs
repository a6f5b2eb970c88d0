namespace HostingCompany;

/// <summary>What the command line asks for cannot be used: the directory or the database.</summary>
internal sealed class UnusableException(string message) : Exception(message);
