using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Recipients;

/// <summary>Notices about people with so many rows that plans count them.</summary>
public class CountedRowsTests
{
    private const string Carrier = "Carrier AB";

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_identifies_the_person_is_copied_from_rows_that_were_only_counted(TestDatabase database)
    {
        await using var host = await TestHost<ParcelContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose("delivery", purpose => purpose.SharedWith(new DataRecipient(Carrier, RecipientKind.Processor)).On(LegalBasis.Contract));
            gdpr.Services.AddSingleton(new Notifications());
            gdpr.NotifyRecipients<Notifier>(notices => notices.Identify<Parcel>(Carrier, parcel => parcel.Account));
        });
        await using var scope = host.NewScope();
        var buyer = new Buyer();
        buyer.Parcels.AddRange(Enumerable.Range(0, 1_001).Select(number => new Parcel { Account = number == 500 ? "K-2" : "K-1" }));
        scope.Context.Add(buyer);
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Buyer>(buyer.Id)));

        var notice = await scope.Notices.LoadAsync(Assert.Single(certificate.Recipients).Id);
        Assert.Equal(["K-1", "K-2"], notice.Identifiers["Parcel.Account"].Order());
    }

    public sealed class ParcelContext(DbContextOptions<ParcelContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Buyer>();
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Buyer
    {
        public int Id { get; set; }

        public List<Parcel> Parcels { get; } = [];
    }

    public sealed class Parcel
    {
        public int Id { get; set; }

        public int BuyerId { get; set; }

        [PersonalData(PersonalDataCategory.CustomerNumber, "delivery")]
        public string? Account { get; set; }
    }
}
