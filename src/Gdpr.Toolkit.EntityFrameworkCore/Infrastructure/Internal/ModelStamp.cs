using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Marks the models that the toolkit's conventions have built. A compiled model, which EF may find by itself, has not gone through them.</summary>
internal sealed class ModelStamp : IModelFinalizedConvention
{
    private const string Annotation = "Gdpr:Stamp";

    public IModel ProcessModelFinalized(IModel model)
    {
        model.AddRuntimeAnnotation(Annotation, true);
        return model;
    }

    /// <exception cref="NotSupportedException">The model is compiled.</exception>
    public static void Require(IModel model)
    {
        if (!IsOn(model))
        {
            throw CompiledModel();
        }
    }

    public static bool IsOn(IModel model) => model.FindRuntimeAnnotation(Annotation) is not null;

    public static NotSupportedException CompiledModel() => new(
        "Gdpr.Toolkit does not support compiled models: its converters hold keys, and values would be stored in plaintext. "
        + "Remove UseModel, and the compiled model with its [assembly: DbContextModel(…)], and let the context build its model.");
}
