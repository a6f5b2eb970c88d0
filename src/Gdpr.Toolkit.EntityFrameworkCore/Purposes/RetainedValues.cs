using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Purposes;

/// <summary>Lets what an erasure has retained be read only for a purpose that it is retained for.</summary>
internal static class RetainedValues
{
    private const string Annotation = "Gdpr:RetainedFor";

    /// <summary>Lets a value through that was opened with a key.</summary>
    /// <exception cref="PurposeRequiredException">The key is that of an erasure, and the flow reads for nothing, or for something else.</exception>
    public static T Reveal<T>(T value, string keyGroup, ColumnBinding column, SubjectKeyring keyring)
    {
        if (!keyring.Runtime.Options.KeepsRetainedBehindPurpose || !keyGroup.StartsWith(KeyGroups.ErasurePrefix, StringComparison.Ordinal))
        {
            return value;
        }

        var model = keyring.Context.Model;
        var columns = model.GetOrAddRuntimeAnnotationValue(Annotation, static state => Columns(state.model, state.Runtime), (model, keyring.Runtime));
        // What an erasure wrote in place of a value says nothing.
        if (!columns.TryGetValue(column.ColumnId, out var retained) || ValueText.Of(value) == retained.Empty)
        {
            return value;
        }

        return PurposeScope.Current is { } scope && (scope.Purpose is null || retained.Purposes.Contains(scope.Purpose))
            ? value
            : throw new PurposeRequiredException(
                $"'{column.DisplayName}' is retained after an erasure, for {string.Join(" or ", retained.Purposes.Select(purpose => $"'{purpose}'"))} only. "
                + "Read it inside using (scopes.BeginPurpose(…)) of such a purpose, or leave it out of the query. See docs/errors/GDPR1042.md.");
    }

    private static Dictionary<string, (string[] Purposes, string? Empty)> Columns(IModel model, GdprRuntime runtime)
        => PersonalDataMap.Of(model).Subjects.SelectMany(subject => subject.Entities).SelectMany(entity => entity.Personal)
            .Where(property => property.IsEncrypted)
            .DistinctBy(property => property.Property.EncryptedColumn()!.Binding.ColumnId)
            .ToDictionary(
                property => property.Property.EncryptedColumn()!.Binding.ColumnId,
                property => (
                    property.Purposes.Where(purpose => Retains(purpose, runtime)).ToArray(),
                    ReplacementValue.HasDefault(property.Property, property.Mark!) ? ValueText.Of(ReplacementValue.For(property.Property, property.Mark!)) : null),
                StringComparer.Ordinal);

    private static bool Retains(string purpose, GdprRuntime runtime)
        => runtime.Purposes.Find(purpose)?.Rules.Any(rule => rule is { IsExemptFromErasure: true } or { Retention.Floor: not null }) == true;
}
