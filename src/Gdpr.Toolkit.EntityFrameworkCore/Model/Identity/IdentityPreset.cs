using Microsoft.EntityFrameworkCore.Metadata;
using static Gdpr.Toolkit.PersonalDataCategory;

namespace Gdpr.Toolkit.Model;

/// <summary>Classifies the entities of ASP.NET Core Identity, which are known by name: nothing of Identity is referenced.</summary>
internal static class IdentityPreset
{
    private const string Namespace = "Microsoft.AspNetCore.Identity.";
    private const string User = "IdentityUser`1";
    private const string Claim = "IdentityUserClaim`1";
    private const string Login = "IdentityUserLogin`1";
    private const string Token = "IdentityUserToken`1";
    private const string Passkey = "IdentityPasskeyData";

    private static readonly IReadOnlyList<IdentityProperty> Properties =
    [
        new(User, "UserName") { Category = Username },
        new(User, "NormalizedUserName") { Category = Username, Provenance = DataProvenance.Derived },
        new(User, "Email") { Category = EmailAddress },
        new(User, "NormalizedEmail") { Category = EmailAddress, Provenance = DataProvenance.Derived },
        new(User, "EmailConfirmed") { Reason = "says that an address was confirmed, not which" },
        new(User, "PasswordHash") { Category = Password, Provenance = DataProvenance.Derived },
        new(User, "SecurityStamp") { Category = AuthenticationCredential, Provenance = DataProvenance.Derived },
        new(User, "PhoneNumber") { Category = TelephoneNumber },
        new(User, "PhoneNumberConfirmed") { Reason = "says that a number was confirmed, not which" },
        new(User, "TwoFactorEnabled") { Reason = "a setting of the account" },
        new(User, "LockoutEnd") { Category = AuthenticationHistory, Provenance = DataProvenance.Observed },
        new(User, "LockoutEnabled") { Reason = "a setting of the account" },
        new(User, "AccessFailedCount") { Category = AuthenticationHistory, Provenance = DataProvenance.Observed, Replacement = "0" },
        new(Claim, "ClaimType") { Reason = "names a kind of claim" },
        new(Claim, "ClaimValue") { Category = Profile },
        // The row's key identifies the person at the provider: a row with personal data is deleted with its key.
        new(Login, "ProviderDisplayName") { Category = AuthenticationCredential },
        new(Token, "Value") { Category = AuthenticationCredential, Provenance = DataProvenance.Derived },
        new(Passkey, "PublicKey") { Category = AuthenticationCredential },
        new(Passkey, "Name") { Category = AuthenticationCredential },
        new(Passkey, "CreatedAt") { Category = AuthenticationHistory, Provenance = DataProvenance.Observed },
        new(Passkey, "SignCount") { Category = AuthenticationHistory, Provenance = DataProvenance.Observed },
        new(Passkey, "Transports") { Category = AuthenticationCredential },
        new(Passkey, "IsUserVerified") { Reason = "a property of the authenticator" },
        new(Passkey, "IsBackupEligible") { Reason = "a property of the authenticator" },
        new(Passkey, "IsBackedUp") { Reason = "a property of the authenticator" },
        new(Passkey, "AttestationObject") { Category = AuthenticationCredential },
        new(Passkey, "ClientDataJson") { Category = AuthenticationCredential },
    ];

    /// <summary>Marks what is not marked yet.</summary>
    /// <returns>How many entities are Identity's users.</returns>
    public static int Apply(IMutableModel model, DataSubjectRole role, IReadOnlyList<string> purposes)
    {
        var users = 0;
        foreach (var entityType in model.GetEntityTypes())
        {
            foreach (var known in Properties.Where(known => Is(entityType.ClrType, known.Entity)))
            {
                if (entityType.FindDeclaredProperty(known.Name) is { } property)
                {
                    Mark(property, known, purposes);
                }
            }

            if (entityType.BaseType is null && Is(entityType.ClrType, User))
            {
                users++;
                SetNew(entityType, GdprAnnotationNames.DataSubject, Marks.Write(new DataSubjectMark { Role = role }));
            }
        }

        return users;
    }

    private static bool Is(Type? type, string name)
        => type is not null && ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName == Namespace + name || Is(type.BaseType, name));

    private static void Mark(IMutableProperty property, IdentityProperty known, IReadOnlyList<string> purposes)
    {
        if (property.FindAnnotation(GdprAnnotationNames.PersonalData) is not null || property.FindAnnotation(GdprAnnotationNames.NotPersonalData) is not null)
        {
            return;
        }

        if (known.Category is { } category)
        {
            property.SetAnnotation(GdprAnnotationNames.PersonalData, Marks.Write(new PersonalDataMark
            {
                Category = category,
                Purposes = purposes,
                Provenance = known.Provenance,
                Replacement = known.Replacement,
            }));
        }
        else
        {
            property.SetAnnotation(GdprAnnotationNames.NotPersonalData, known.Reason);
        }
    }

    private static void SetNew(IMutableEntityType entityType, string name, string value)
    {
        if (entityType.FindAnnotation(name) is null)
        {
            entityType.SetAnnotation(name, value);
        }
    }
}
