namespace Gdpr.Toolkit.PackageTests.Identity;

/// <summary>The ways in which a file may meet both attributes called <c>PersonalDataAttribute</c>.</summary>
internal static class IdentityFiles
{
    public const string Both = """
        using Gdpr.Toolkit;
        using Microsoft.AspNetCore.Identity;

        public class User
        {
            [PersonalData(PersonalDataCategory.EmailAddress)]
            public string? Email { get; set; }
        }
        """;

    public const string BothInFull = """
        using Gdpr.Toolkit;
        using Microsoft.AspNetCore.Identity;

        public class User
        {
            [Gdpr.Toolkit.PersonalData(PersonalDataCategory.EmailAddress)]
            public string? Email { get; set; }

            [Microsoft.AspNetCore.Identity.PersonalData]
            public string? Phone { get; set; }
        }
        """;

    public const string OursOnly = """
        using Gdpr.Toolkit;

        public class User
        {
            [PersonalData(PersonalDataCategory.EmailAddress)]
            public string? Email { get; set; }
        }
        """;

    public const string IdentityOnly = """
        using Microsoft.AspNetCore.Identity;

        public class User
        {
            [PersonalData]
            public string? Email { get; set; }
        }
        """;

    public const string OursInsideNamespace = """
        using Microsoft.AspNetCore.Identity;

        namespace Shop
        {
            using Gdpr.Toolkit;

            public class User
            {
                [PersonalData(PersonalDataCategory.EmailAddress)]
                public string? Email { get; set; }
            }
        }
        """;

    public const string IdentityInsideNamespace = """
        using Gdpr.Toolkit;

        namespace Shop
        {
            using Microsoft.AspNetCore.Identity;

            public class User
            {
                [PersonalData]
                public string? Email { get; set; }
            }
        }
        """;

    public const string OwnAlias = """
        using Gdpr.Toolkit;
        using Microsoft.AspNetCore.Identity;
        using PersonalAttribute = Gdpr.Toolkit.PersonalDataAttribute;

        public class User
        {
            [Personal(PersonalDataCategory.EmailAddress)]
            public string? Email { get; set; }
        }
        """;
}
