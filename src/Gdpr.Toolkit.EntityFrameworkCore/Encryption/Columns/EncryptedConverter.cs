using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Opens what was stored, and refuses to send anything outside the sealing write path.</summary>
internal sealed class EncryptedConverter<TModel, TColumn>(
    EncryptedColumn column, Expression<Func<TModel, TColumn>> write, Expression<Func<TColumn, TModel>> read)
    : ValueConverter<TModel, TColumn>(write, read), IEncryptedConverter
{
    public EncryptedColumn Column => column;
}
