using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Club;

/// <summary>Starts the club, whose model encrypts nothing.</summary>
internal static class ClubHost
{
    public static Task<TestHost<ClubContext>> StartAsync(TestDatabase database, string timeZone = "Europe/Stockholm")
        => TestHost<ClubContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.UseTimeZone(timeZone);
            gdpr.UseFinancialYearEnd(6, 30);
            gdpr.Purpose("membership", p => p.On(LegalBasis.Contract));
            gdpr.Purpose("tax", p => p
                .On(LegalBasis.LegalObligation, law: "Skatteförfarandelagen 2011:1244")
                .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));
        });

    public static async Task<Guid> AddAsync(this TestHost<ClubContext> club, Member member)
    {
        await using var scope = club.NewScope();
        scope.Context.Add(member);
        await scope.Context.SaveChangesAsync();
        return member.Id;
    }
}
