using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

/// <summary>Many-to-many: without a class between, with one, and between people.</summary>
public class ManyContext(DbContextOptions<ManyContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Member>().HasMany(member => member.Groups).WithMany();
        modelBuilder.Entity<Member>().HasMany(member => member.Friends).WithMany().UsingEntity(
            "Friends",
            right => right.HasOne(typeof(Member)).WithMany().HasForeignKey("FriendId"),
            left => left.HasOne(typeof(Member)).WithMany().HasForeignKey("MemberId"));
        modelBuilder.Entity<Enrolment>().HasKey(enrolment => new { enrolment.MemberId, enrolment.CourseId });
    }

    [DataSubject(DataSubjectRole.Member)]
    public class Member
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public required string Name { get; set; }

        public List<Group> Groups { get; } = [];

        public List<Member> Friends { get; } = [];

        public List<Enrolment> Enrolments { get; } = [];
    }

    public class Group
    {
        public int Id { get; set; }

        public required string Title { get; set; }
    }

    public class Course
    {
        public int Id { get; set; }

        public required string Title { get; set; }

        public List<Enrolment> Enrolments { get; } = [];
    }

    public class Enrolment
    {
        public int MemberId { get; set; }

        public int CourseId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public required string Wishes { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Result { get; set; }
    }
}
