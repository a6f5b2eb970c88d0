using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Stands before the parameters of a command, and lets it run only while the tags are in force that it was compiled for.</summary>
/// <remarks>EF makes the parameters anew whenever the command runs, and copies nothing else of a command that it keeps. It becomes no parameter itself.</remarks>
internal sealed class TagRequirement(IReadOnlyCollection<IndexSlot> slots) : IRelationalParameter
{
    public string InvariantName => nameof(TagRequirement);

    public static IReadOnlyList<IRelationalParameter> Before(IReadOnlyList<IRelationalParameter> parameters, IReadOnlyCollection<IndexSlot> slots)
        => slots.Count == 0 ? parameters : [new TagRequirement(slots), .. parameters];

    public void AddDbParameter(DbCommand command, IReadOnlyDictionary<string, object?>? parameterValues) => Require();

    public void AddDbParameter(DbCommand command, object? value) => Require();

    private void Require()
    {
        try
        {
            ColumnScope.Current?.RequireReadable(slots);
        }
        catch
        {
            ParameterScopeInterceptor.Abandon();
            throw;
        }
    }
}
