using System.Text.Json;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Encryption;
using static Gdpr.Toolkit.Core.Tests.Vectors.VectorJson;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>The frozen vectors of epochs with a secret.</summary>
public class EpochVectorTests
{
    private static readonly VectorFile Frozen = VectorFile.Load(Path.Combine(VectorFile.Folder, "gt1-epochs.json"));

    public static TheoryData<int> Ids => [.. Frozen.Tests("Epoch").Select(vector => (int)vector.Test["id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_epoch_with_a_secret_opens_as_frozen(int id) => Check(Frozen.Tests("Epoch").Single(vector => (int)vector.Test["id"]! == id));

    /// <summary>Makes new vectors, for a format that needs some: GT1_NEW_EPOCH_VECTORS names the file, which must not exist.</summary>
    [Fact]
    public void New_vectors_read_like_the_frozen_ones()
    {
        using var folder = new TemporaryFolder();
        var path = Environment.GetEnvironmentVariable("GT1_NEW_EPOCH_VECTORS") ?? folder.File("new.json");

        VectorFile.Create(path, SecretEpochVectors.Groups());

        Assert.All(VectorFile.Load(path).Tests("Epoch"), Check);
        Assert.Equal(Ids.Count, VectorFile.Load(path).Tests("Epoch").Count());
    }

    private static void Check((JsonNode Group, JsonNode Test) vector)
    {
        var row = vector.Test["row"].Deserialize<EpochRow>()!;
        var vault = VectorStore.Vault(vector.Group);
        EpochKeys? opened = null;

        var outcome = Outcome(() =>
        {
            vault.Verify(row);
            opened = vault.Open(row);
        });

        Assert.Equal(vector.Test.Text("result"), outcome);
        if (!vector.Test.IsValid())
            return;
        using var realmKey = SecretBytes.Copy(vector.Test.Hex("realmKey"));
        using var expected = new EpochKeys(realmKey);
        var sealedRow = new KeyRow();
        expected.Seal(sealedRow);
        Assert.True(opened!.Verify(sealedRow));
        opened.Dispose();
    }
}
