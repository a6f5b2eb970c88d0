using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model.Map;

/// <summary>Rows that concern several people: whose value is whose, and where one person's rows end.</summary>
public class SharedRowShapeTests
{
    [Fact]
    public void Each_value_belongs_to_the_person_that_it_names()
        => Assert.Equal(
            ["Person: Person [Name]", "Person: Claim by Claimant [Account, Story]", "Person: Claim by Witness [Statement]"],
            Shape.Lines(model => model.Entity<Claim>()));

    [Fact]
    public void The_values_of_the_others_are_told_as_theirs()
    {
        var entities = Shape.MapOf(model => model.Entity<Claim>()).Subjects.Single().Entities;

        var witness = entities.Single(entity => entity.Path.ToString() == "Witness");
        Assert.Equal(PropertyClassification.OtherPerson, witness.Properties.Single(property => property.Path == "Account").Classification);
        Assert.Null(witness.Properties.Single(property => property.Path == "Account").Category);
    }

    [Fact]
    public void Free_text_is_its_authors_alone()
        => Assert.Equal(
            ["Person: Person [Name]", "Person: Message by Author [Text]"],
            Shape.Lines(model => model.Entity<Message>()));

    [Fact]
    public void Rows_below_can_say_through_which_row_the_way_leads()
        => Assert.Equal(
            [
                "Person: Person [Name]",
                "Person: Claim by Claimant [Account, Story]",
                "Person: Claim by Witness [Statement]",
                "Person: Evidence by Claim → Witness [Source]",
            ],
            Shape.Lines(model => model.Entity<Evidence>()));

    [Fact]
    public void Different_kinds_of_people_in_one_row_have_maps_of_their_own()
        => Assert.Equal(
            ["Doctor: Doctor [Name]", "Doctor: Visit by Doctor [Initials]", "Patient: Patient [Name]", "Patient: Visit by Patient [Complaint]"],
            Shape.Lines(model => model.Entity<Visit>()));

    [Fact]
    public void The_way_stops_at_the_next_person()
        => Assert.Equal(
            ["Guardian: Relative [Phone]", "Patient: Patient [Name]"],
            Shape.Lines(model => model.Entity<Relative>().HasOne<Patient>().WithMany()));

    [Fact]
    public void Two_ways_without_a_word_are_refused()
        => Assert.Contains(
            "'Parcel' leads to a data subject in several ways (Receiver, Sender)",
            Shape.RefusalOf(model => model.Entity<Parcel>()),
            StringComparison.Ordinal);

    [Fact]
    public void A_value_that_does_not_say_whose_it_is_is_refused_even_where_another_one_does()
        => Assert.Contains(
            "'Report' leads to a data subject in several ways (Claimant, Witness)",
            Shape.RefusalOf(model => model.Entity<Report>()),
            StringComparison.Ordinal);

    [Fact]
    public void A_way_that_does_not_exist_is_refused()
        => Assert.Contains(
            "'Astray' holds data that is said to belong to Subject = \"Owner\", but 'Owner' is no navigation",
            Shape.RefusalOf(model => model.Entity<Astray>()),
            StringComparison.Ordinal);

    [Fact]
    public void Encrypted_values_of_two_people_in_one_row_are_refused()
        => Assert.Contains(
            "'Claim' holds encrypted data of several people (by Claimant and Witness)",
            Shape.RefusalOf(model => model.Entity<Claim>(claim =>
            {
                claim.Property(row => row.Account).IsEncrypted();
                claim.Property(row => row.Statement).IsEncrypted();
            })),
            StringComparison.Ordinal);

    [Fact]
    public void Encrypted_values_that_lead_over_one_row_to_two_people_are_refused()
        => Assert.Contains(
            "lead encrypted data to several people",
            Shape.RefusalOf(model =>
            {
                model.Entity<Evidence>().Property(row => row.Source).IsEncrypted();
                model.Entity<Rumour>().Property(row => row.Text).IsEncrypted();
            }),
            StringComparison.Ordinal);

    [DataSubject(DataSubjectRole.Participant, Kind = "Person")]
    internal sealed class Person
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    internal sealed class Claim
    {
        public int Id { get; set; }

        public Person? Claimant { get; set; }

        public Person? Witness { get; set; }

        [PersonalData(PersonalDataCategory.BankAccount, "service", Subject = nameof(Claimant))]
        public string? Account { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Claimant))]
        public string? Story { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Witness))]
        public string? Statement { get; set; }
    }

    internal sealed class Evidence
    {
        public int Id { get; set; }

        public Claim? Claim { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = "Claim.Witness")]
        public string? Source { get; set; }
    }

    internal sealed class Rumour
    {
        public int Id { get; set; }

        public Claim? Claim { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = "Claim.Claimant")]
        public string? Text { get; set; }
    }

    internal sealed class Message
    {
        public int Id { get; set; }

        public Person? Author { get; set; }

        public Person? Recipient { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Author))]
        public string? Text { get; set; }
    }

    internal sealed class Parcel
    {
        public int Id { get; set; }

        public Person? Sender { get; set; }

        public Person? Receiver { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAddress, "service")]
        public string? Address { get; set; }
    }

    internal sealed class Report
    {
        public int Id { get; set; }

        public Person? Claimant { get; set; }

        public Person? Witness { get; set; }

        [PersonalData(PersonalDataCategory.BankAccount, "service", Subject = nameof(Claimant))]
        public string? Account { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Statement { get; set; }
    }

    internal sealed class Astray
    {
        public int Id { get; set; }

        public Person? Person { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = "Owner")]
        public string? Text { get; set; }
    }

    [DataSubject(DataSubjectRole.Employee, Kind = "Doctor")]
    internal sealed class Doctor
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    [DataSubject(DataSubjectRole.Patient)]
    internal sealed class Patient
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    internal sealed class Visit
    {
        public int Id { get; set; }

        public Doctor? Doctor { get; set; }

        public Patient? Patient { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service", Subject = nameof(Doctor))]
        public string? Initials { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Patient))]
        public string? Complaint { get; set; }
    }

    [DataSubject(DataSubjectRole.Guardian)]
    internal sealed class Relative
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.TelephoneNumber, "service")]
        public string? Phone { get; set; }
    }
}
