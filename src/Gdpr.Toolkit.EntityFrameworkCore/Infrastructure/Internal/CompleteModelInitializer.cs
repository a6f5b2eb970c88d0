using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Completes the model that saves and queries use with its tables, before any context has it.</summary>
/// <remarks>
/// EF adds them when they are first asked for, and then removes what makes them: of contexts that ask at the same time one may find neither, and
/// its first save or query fails. EF initialises a model under a lock, so that nobody else can ask here.
/// </remarks>
internal sealed class CompleteModelInitializer(IModelRuntimeInitializer inner) : IModelRuntimeInitializer
{
    public IModel Initialize(IModel model, bool designTime, IDiagnosticsLogger<DbLoggerCategory.Model.Validation>? validationLogger)
    {
        var initialized = inner.Initialize(model, designTime, validationLogger);
        inner.Initialize(model, designTime: false, validationLogger: null).GetRelationalModel();
        return initialized;
    }
}
