using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

/// <summary>Tables that refer to each other in circles, through people and around them.</summary>
public class CyclicContext(DbContextOptions<CyclicContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Book>().HasOne<Author>().WithMany().HasForeignKey(book => book.AuthorId);
        modelBuilder.Entity<Author>().HasOne<Book>().WithMany().HasForeignKey(author => author.FavouriteId).OnDelete(DeleteBehavior.SetNull);
        modelBuilder.Entity<Chapter>().HasOne<Book>().WithMany().HasForeignKey(chapter => chapter.BookId);
        modelBuilder.Entity<Book>().HasOne<Chapter>().WithMany().HasForeignKey(book => book.FirstId).OnDelete(DeleteBehavior.SetNull);
        modelBuilder.Entity<Chapter>().HasOne<Chapter>().WithOne().HasForeignKey<Chapter>(chapter => chapter.PreviousId);
    }

    [DataSubject(DataSubjectRole.Member)]
    public class Author
    {
        public int Id { get; set; }

        public int? FavouriteId { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service"), Encrypted]
        public required string Name { get; set; }
    }

    public class Book
    {
        public int Id { get; set; }

        public int AuthorId { get; set; }

        public int? FirstId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public required string Dedication { get; set; }
    }

    public class Chapter
    {
        public int Id { get; set; }

        public int BookId { get; set; }

        public int? PreviousId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public required string Text { get; set; }
    }
}
