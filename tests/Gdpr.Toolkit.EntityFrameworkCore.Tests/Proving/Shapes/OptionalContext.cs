using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

/// <summary>Optional foreign keys, those of rows to rows of their own table included.</summary>
public class OptionalContext(DbContextOptions<OptionalContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>().HasOne<Customer>().WithMany().HasForeignKey("ReferredById");
        modelBuilder.Entity<Ticket>().HasOne<Customer>().WithMany().HasForeignKey(ticket => ticket.CustomerId);
        modelBuilder.Entity<Ticket>().HasOne<Ticket>().WithMany().HasForeignKey(ticket => ticket.DuplicateOfId);
        modelBuilder.Entity<Comment>().HasOne<Ticket>().WithMany().HasForeignKey(comment => comment.TicketId);
        modelBuilder.Entity<Rating>().HasOne<Comment>().WithOne().HasForeignKey<Rating>(rating => rating.CommentId);
    }

    [DataSubject(DataSubjectRole.Customer)]
    public class Customer
    {
        public Guid Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service"), Encrypted]
        public string? Name { get; set; }
    }

    public class Ticket
    {
        public int Id { get; set; }

        public Guid? CustomerId { get; set; }

        public int? DuplicateOfId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public required string Title { get; set; }
    }

    public class Comment
    {
        public int Id { get; set; }

        public int? TicketId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public required string Text { get; set; }
    }

    public class Rating
    {
        public int Id { get; set; }

        public int? CommentId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Reason { get; set; }

        [NotPersonalData("a number of stars")]
        public int Stars { get; set; }
    }
}
