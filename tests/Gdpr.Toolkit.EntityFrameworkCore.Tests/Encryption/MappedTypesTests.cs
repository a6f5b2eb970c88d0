using System.Collections;
using System.Net;
using System.Net.NetworkInformation;
using System.Numerics;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Asks EF Core which types it maps, instead of remembering.</summary>
public class MappedTypesTests
{
    [Fact]
    public void Every_scalar_type_that_EF_maps_can_be_encrypted()
        => Assert.DoesNotContain(MappedBy(new DbContextOptionsBuilder().AmongMany().UseSqlite().Options), type => !FieldCipher.IsSupported(type));

    [Fact]
    public void Of_the_types_that_Npgsql_maps_only_its_own_cannot_be_encrypted()
        => Assert.Equal(
            [typeof(BigInteger), typeof(BitArray), typeof(IPNetwork), typeof(ValueTuple)],
            MappedBy(new DbContextOptionsBuilder().AmongMany().UseNpgsql().Options).Where(type => !FieldCipher.IsSupported(type)).OrderBy(type => type.Name));

    private static List<Type> MappedBy(DbContextOptions options)
    {
        using var context = new DbContext(options);
        var source = context.GetService<IRelationalTypeMappingSource>();
        var mapped = new[] { typeof(string), typeof(IPAddress), typeof(PhysicalAddress), typeof(Uri), typeof(BigInteger), typeof(BitArray) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type is { IsGenericTypeDefinition: false, IsEnum: false, IsAbstract: false })
            .Append(typeof(byte[]))
            .Distinct()
            .Where(type => source.FindMapping(type) is { ElementTypeMapping: null })
            .ToList();
        Assert.Contains(typeof(DateOnly), mapped);
        return mapped;
    }
}
