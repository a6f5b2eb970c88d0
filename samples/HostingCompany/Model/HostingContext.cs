using Microsoft.EntityFrameworkCore;

namespace HostingCompany.Model;

/// <summary>The company's database. Nothing here knows about encryption or erasure: that comes from the attributes.</summary>
public sealed class HostingContext(DbContextOptions<HostingContext> options) : DbContext(options)
{
    /// <summary>The PostgreSQL schema that the sample creates and replaces; nothing outside it is touched.</summary>
    public const string PostgresSchema = "hosting_company_sample";

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<PrivateCustomer> PrivateCustomers => Set<PrivateCustomer>();

    public DbSet<SoleTrader> SoleTraders => Set<SoleTrader>();

    public DbSet<Company> Companies => Set<Company>();

    public DbSet<ContactPerson> ContactPersons => Set<ContactPerson>();

    public DbSet<Service> Services => Set<Service>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<SupportCase> SupportCases => Set<SupportCase>();

    public DbSet<SupportMessage> SupportMessages => Set<SupportMessage>();

    public DbSet<LoginEvent> LoginEvents => Set<LoginEvent>();

    public DbSet<PortalUser> PortalUsers => Set<PortalUser>();

    public DbSet<ServiceChange> ServiceChanges => Set<ServiceChange>();

    public DbSet<CallRecording> CallRecordings => Set<CallRecording>();

    public DbSet<Recipient> Recipients => Set<Recipient>();

    public DbSet<Disclosure> Disclosures => Set<Disclosure>();

    public DbSet<NewsletterSubscriber> NewsletterSubscribers => Set<NewsletterSubscriber>();

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    public DbSet<SupplierContact> SupplierContacts => Set<SupplierContact>();

    public DbSet<JobApplicant> JobApplicants => Set<JobApplicant>();

    public DbSet<Interview> Interviews => Set<Interview>();

    public DbSet<Visitor> Visitors => Set<Visitor>();

    public DbSet<AccessCardEvent> AccessCardEvents => Set<AccessCardEvent>();

    public DbSet<CameraClip> CameraClips => Set<CameraClip>();

    public DbSet<Employee> Employees => Set<Employee>();

    public DbSet<Training> Trainings => Set<Training>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        if (Database.IsNpgsql())
        {
            modelBuilder.HasDefaultSchema(PostgresSchema);
        }

        modelBuilder.Entity<Customer>(customer =>
        {
            customer.OwnsOne(c => c.Address);
            customer.Navigation(c => c.Address).IsRequired();
            customer.OwnsOne(c => c.Preferences, preferences => preferences.ToJson());
            customer.Navigation(c => c.Preferences).IsRequired();
            customer.HasIndex(c => c.Username).IsUnique();
        });

        // Accounting records outlive the contract: nothing may delete them on the way.
        modelBuilder.Entity<Invoice>().HasOne(i => i.Customer).WithMany(c => c.Invoices).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<Payment>().HasOne(p => p.Invoice).WithMany(i => i.Payments).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<Disclosure>().HasOne(d => d.Recipient).WithMany().OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<Recipient>().Property(r => r.Kind).HasConversion<string>();
        modelBuilder.Entity<SupportMessage>().Property(m => m.Author).HasConversion<string>();
    }
}
