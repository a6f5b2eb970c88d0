using System.Text;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Core.Tests.Signing;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[ ]", "[]")]
    [InlineData("""{ "b" : 1, "a" : [ true , false , null , "x" ] }""", """{"a":[true,false,null,"x"],"b":1}""")]
    [InlineData("""{"a":{"c":2,"b":1},"B":0}""", """{"B":0,"a":{"b":1,"c":2}}""")]
    [InlineData("""{"\u20ac":1,"\r":2,"1":3,"\u0080":4,"\ud83d\ude00":5,"\ufb33":6,"\u00f6":7}""", "{\"\\r\":2,\"1\":3,\"\u0080\":4,\"ö\":7,\"€\":1,\"😀\":5,\"\uFB33\":6}")]
    [InlineData("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"", "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    [InlineData("\"\\b\\t\\n\\f\\r\\u0000\\u001f\\u007f<>&+\"", "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f<>&+\"")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("-9007199254740991", "-9007199254740991")]
    [InlineData("-0", "0")]
    public void A_document_has_one_spelling(string json, string expected)
        => Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonNode.Parse(json)!)));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("99999999999999999999")]
    public void Numbers_that_readers_could_round_are_refused(string json)
        => Assert.Throws<NotSupportedException>(() => CanonicalJson.Serialize(new JsonObject { ["n"] = JsonNode.Parse(json) }));

    [Fact]
    public void Floating_point_values_are_refused_even_when_they_are_whole()
    {
        Assert.Throws<NotSupportedException>(() => CanonicalJson.Serialize(JsonValue.Create(1.0)));
        Assert.Throws<NotSupportedException>(() => CanonicalJson.Serialize(JsonValue.Create(1f)));
        Assert.Throws<NotSupportedException>(() => CanonicalJson.Serialize(JsonValue.Create(1m)));
    }

    [Fact]
    public void Values_that_were_never_parsed_are_spelled_like_parsed_ones()
    {
        var built = new JsonObject
        {
            ["when"] = JsonValue.Create(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(1))),
            ["small"] = (byte)7,
            ["long"] = 7L,
            ["id"] = Guid.Empty,
            ["text"] = "a+b",
            ["none"] = null,
        };

        var bytes = CanonicalJson.Serialize(built);

        Assert.Equal(
            """{"id":"00000000-0000-0000-0000-000000000000","long":7,"none":null,"small":7,"text":"a+b","when":"2026-11-22T12:00:00+01:00"}""",
            Encoding.UTF8.GetString(bytes));
        Assert.Equal(bytes, CanonicalJson.Serialize(JsonNode.Parse(bytes)!));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
        => Assert.Throws<ArgumentException>(() => CanonicalJson.Serialize(JsonValue.Create("a\uD800")));

    [Fact]
    public void A_document_nested_without_end_is_refused()
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < 100; i++)
            node = new JsonArray(node);

        Assert.Throws<NotSupportedException>(() => CanonicalJson.Serialize(node));
    }
}
