using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Adds the toolkit's conventions after those of EF Core: marks are read, protection applied, the whole validated.</summary>
internal sealed class GdprConventionSetPlugin(IDbContextOptions options, IValueConverterSelector converters, ITypeMappingSource mappings)
    : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        var runtime = GdprRuntime.Of(options);
        conventionSet.ModelInitializedConventions.Add(new ContextTablesConvention(conventionSet, [.. Tables(runtime)]));
        conventionSet.ModelFinalizingConventions.Add(new MarkConvention());
        conventionSet.ModelFinalizingConventions.Add(new QueryFilterConvention());
        conventionSet.ModelFinalizingConventions.Add(new SoftErasureConvention());
        conventionSet.ModelFinalizingConventions.Add(new CategoryConvention(runtime.Options));
        conventionSet.ModelFinalizingConventions.Add(new EncryptionConvention(runtime.Options, new OwnConversions(converters, mappings)));
        conventionSet.ModelFinalizingConventions.Add(new PersonalDataValidationConvention(runtime));
        conventionSet.ModelFinalizingConventions.Add(new SensitiveLoggingConvention(options, runtime));
        conventionSet.ModelFinalizedConventions.Add(new ModelStamp());
        return conventionSet;
    }

    private static IEnumerable<IModelInitializedConvention> Tables(GdprRuntime runtime)
    {
        yield return new KeyTablesConvention(runtime.KeyStore.IsInApplicationDatabase);
        yield return new ChoiceTablesConvention();
        if (runtime.Ledger is not null)
        {
            yield return new LedgerTablesConvention();
        }
    }
}
