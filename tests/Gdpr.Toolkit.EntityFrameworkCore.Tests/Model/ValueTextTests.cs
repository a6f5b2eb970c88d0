using System.Text.Json;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Model;

public class ValueTextTests
{
    [Fact]
    public void Documents_differ_by_what_they_say()
    {
        using var one = JsonDocument.Parse("""{"name":"Ada"}""");
        using var other = JsonDocument.Parse("""{"name":"Bob"}""");
        using var same = JsonDocument.Parse("""{"name":"Ada"}""");

        Assert.NotEqual(ValueText.Of(one), ValueText.Of(other));
        Assert.Equal(ValueText.Of(one), ValueText.Of(same));
    }

    [Fact]
    public void Keys_of_several_parts_differ_however_their_letters_are_divided()
        => Assert.NotEqual(ValueText.Of(new[] { "a|=b", "c" }), ValueText.Of(new[] { "a", "b|=c" }));
}
