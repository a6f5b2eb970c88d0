using System.Reflection;

namespace Gdpr.Toolkit.ArchitectureTests.PublicSurface;

/// <summary>A change that breaks users must change the text.</summary>
public class SurfaceTextTests
{
    private static readonly string Text = SurfaceText.Of(Assembly.GetExecutingAssembly());

    [Theory]
    [InlineData("abstract class Example<T> : IDisposable where T : class, new()")]
    [InlineData("protected Example(T? first)")]
    [InlineData("const int Answer = 42")]
    [InlineData("required IReadOnlyList<string?> Names { get; init; }")]
    [InlineData("int? Count { get; }")]
    [InlineData("event EventHandler? Changed")]
    [InlineData("abstract Task<T?> FindAsync(string? name = default, int limit = 10)")]
    [InlineData("static bool TryParse(string text, out Guid value)")]
    [InlineData("virtual void Dispose()")]
    [InlineData("override string ToString()")]
    [InlineData("sealed record ExampleRecord : IEquatable<ExampleRecord>")]
    [InlineData("ExampleRecord(int Left, params string[] Right)")]
    [InlineData("static int Twice(this int number)")]
    [InlineData("Second = 2")]
    public void The_text_shows_what_users_compile_against(string line)
        => Assert.Contains(line, Text.Split('\n').Select(candidate => candidate.Trim()));

    [Theory]
    [InlineData("Hidden")]
    [InlineData("PrintMembers")]
    [InlineData("get_Count")]
    [InlineData("<Clone>$")]
    public void The_text_leaves_out_what_they_do_not(string name)
        => Assert.DoesNotContain(name, Text[Text.IndexOf("class Example<T>", StringComparison.Ordinal)..Text.IndexOf("class PublicApiTests", StringComparison.Ordinal)], StringComparison.Ordinal);
}
