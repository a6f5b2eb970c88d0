using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Wraps the commands of models with encrypted columns, so that values are sealed where SQL parameters are made.</summary>
internal sealed class SealingModificationCommandFactory(
    IModificationCommandFactory inner, IRelationalTypeMappingSource typeMappings) : IModificationCommandFactory
{
    private readonly RelationalTypeMapping _bytes = typeMappings.FindMapping(typeof(byte[]))!;
    private readonly RelationalTypeMapping _text = typeMappings.FindMapping(typeof(string))!;

    public IModificationCommand CreateModificationCommand(in ModificationCommandParameters parameters)
        => new SealingModificationCommand(inner.CreateModificationCommand(parameters), _bytes, _text);

    public INonTrackedModificationCommand CreateNonTrackedModificationCommand(in NonTrackedModificationCommandParameters parameters)
        => inner.CreateNonTrackedModificationCommand(parameters);
}
