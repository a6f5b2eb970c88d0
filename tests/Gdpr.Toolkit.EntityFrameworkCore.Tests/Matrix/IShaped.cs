using System.ComponentModel.DataAnnotations.Schema;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Matrix;

/// <summary>A person with one secret, wherever the model keeps it.</summary>
internal interface IShaped
{
    int Id { get; set; }

    [NotMapped]
    string Secret { get; set; }
}
