using HostingCompany.Model;

namespace HostingCompany.Evidence;

/// <summary>
/// The company's promises of how long it keeps what, computed by hand: it shares no code with the library and its rules,
/// so that it can prove or disprove what a sweep has done.
/// </summary>
/// <param name="Today">The day that is asked about.</param>
/// <param name="Erased">Who was erased because they asked for it.</param>
/// <param name="Objected">Who objected to marketing.</param>
/// <param name="Withdrew">Who withdrew a consent.</param>
internal sealed record Policy(DateOnly Today, IReadOnlySet<string> Erased, IReadOnlySet<string> Objected, IReadOnlySet<string> Withdrew)
{
    private const int YearsOfBookkeeping = 7;

    /// <summary>Lists what must still be there of some people, to the last value.</summary>
    public IEnumerable<PersonalValue> Needed(IEnumerable<object> people)
        => from belonging in people.SelectMany(Belongings.Of)
           where !Erased.Contains(belonging.Label)
           from value in PersonalValues.Of(belonging)
           let lastDay = LastDay(belonging, value.Property)
           where lastDay is null || lastDay >= Today
           select value;

    /// <summary>Gets the last day on which a law keeps what is in the books: seven years after the year of the record.</summary>
    public static DateOnly LastDayOfBooks(DateOnly record) => new(record.Year + YearsOfBookkeeping, 12, 31);

    // Null: no end in sight.
    private DateOnly? LastDay(Belonging belonging, string property) => belonging.Row switch
    {
        Invoice invoice when property != nameof(Invoice.SentTo) => LastDayOfBooks(invoice.IssuedOn),
        Payment payment => LastDayOfBooks(payment.PaidOn),
        LoginEvent login => Day(login.SignedInAt).AddMonths(6),
        CallRecording call => Day(call.CalledAt).AddMonths(3),
        Disclosure disclosure => Day(disclosure.DisclosedAt).AddYears(3),
        Service or ServiceChange => Contract(belonging)?.AddYears(3),
        Customer when IsForMarketing(property) && !Objected.Contains(belonging.Label) => Contract(belonging)?.AddMonths(12),
        Customer or Invoice or SupportCase or SupportMessage => Contract(belonging),
        PortalUser user => user.LastSignedInOn!.Value.AddMonths(24),
        NewsletterSubscriber when Withdrew.Contains(belonging.Label) => DateOnly.MinValue,
        JobApplicant when property == nameof(JobApplicant.Needs) => Withdrew.Contains(belonging.Label) ? DateOnly.MinValue : Recruitment(belonging),
        JobApplicant or Interview => Recruitment(belonging)?.AddYears(2),
        Visitor visitor => visitor.LastVisitOn.AddMonths(6),
        AccessCardEvent passage => Day(passage.PassedAt).AddMonths(6),
        CameraClip clip => Day(clip.RecordedAt).AddMonths(6),
        Employee or Training => ((Employee)belonging.Person).EmploymentEndedOn?.AddYears(2),
        _ => null,
    };

    private static bool IsForMarketing(string property) => property is nameof(Customer.Email) or nameof(PrivateCustomer.Name);

    private static DateOnly? Contract(Belonging belonging) => ((Customer)belonging.Person).ContractEndedOn;

    private static DateOnly? Recruitment(Belonging belonging) => ((JobApplicant)belonging.Person).RecruitmentClosedOn;

    private static DateOnly Day(DateTime moment) => DateOnly.FromDateTime(moment);
}
