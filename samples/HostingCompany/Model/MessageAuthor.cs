namespace HostingCompany.Model;

/// <summary>Which side wrote a message.</summary>
public enum MessageAuthor
{
    Customer = 1,
    Support = 2,
}
