using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Files under a person's key: what comes back, and that no piece can be changed, moved, doubled, added or taken away.</summary>
public sealed class FileTests : IDisposable
{
    private const int Piece = FileFormat.PieceSize;
    private const int Sealed = FileFormat.SealedPieceSize;
    private const int Header = FileFormat.HeaderSize;

    private readonly SubjectKey _key = TestKeys.Fixed();

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Piece - 1)]
    [InlineData(Piece)]
    [InlineData(Piece + 1)]
    [InlineData(3 * Piece)]
    [InlineData((3 * Piece) + 777)]
    public async Task A_file_comes_back_from_streams_that_give_a_little_at_a_time(int length)
    {
        var plaintext = Content(length);

        var file = await SealAsync(plaintext, slowly: true);
        var opened = await OpenAsync(file, slowly: true);

        Assert.Equal(plaintext, opened);
        Assert.Equal(Header + length + (16 * Math.Max(1, (length + Piece - 1) / Piece)), file.Length);
        Assert.True(length < 16 || file.AsSpan().IndexOf(plaintext.AsSpan(0, 16)) < 0);
    }

    [Fact]
    public async Task Every_flipped_bit_and_every_truncation_of_a_small_file_gives_the_right_failure()
    {
        var file = await SealAsync(Content(20));

        foreach (var (damaged, position) in Damage.Of(file))
        {
            var expected = position < 2 ? typeof(UnknownValueFormatException)
                : position is >= 2 and < 4 && damaged.Length == file.Length ? typeof(UnknownValueFormatException)
                : typeof(ValueTamperedException);
            Assert.Equal((position, expected), (position, await FailureAsync(damaged)));
        }
    }

    [Theory]
    [InlineData("the last piece taken away", new[] { 0, 2 })]
    [InlineData("the first piece taken away", new[] { 1, 2, 3 })]
    [InlineData("a middle piece taken away", new[] { 0, 1, 3 })]
    [InlineData("two pieces exchanged", new[] { 1, 0, 2, 3 })]
    [InlineData("the last piece moved", new[] { 0, 1, 3, 2 })]
    [InlineData("a piece doubled", new[] { 0, 0, 1, 2, 3 })]
    [InlineData("the last piece doubled", new[] { 0, 1, 2, 3, 3 })]
    [InlineData("only the last piece", new[] { 3 })]
    [InlineData("no piece", new int[0])]
    public async Task Pieces_are_bound_to_their_place(string what, int[] pieces)
    {
        var file = await SealAsync(Content((3 * Piece) + 100));
        byte[][] all = [.. Enumerable.Range(0, 4).Select(i => file[(Header + (i * Sealed))..Math.Min(file.Length, Header + ((i + 1) * Sealed))])];

        byte[] joined = [.. file[..Header], .. pieces.SelectMany(i => all[i])];

        Assert.Equal((what, typeof(ValueTamperedException)), (what, await FailureAsync(joined)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(Sealed)]
    public async Task Nothing_can_be_appended(int extra)
    {
        foreach (var length in (int[])[0, 10, Piece])
        {
            byte[] longer = [.. await SealAsync(Content(length)), .. new byte[extra]];
            Assert.Equal(typeof(ValueTamperedException), await FailureAsync(longer));
        }
    }

    [Fact]
    public async Task Pieces_of_another_file_do_not_fit_even_at_the_same_place_under_the_same_name_and_key()
    {
        var (one, other) = (await SealAsync(Content(2 * Piece)), await SealAsync(Content(2 * Piece)));

        Assert.Equal(typeof(ValueTamperedException), await FailureAsync([.. one[..(Header + Sealed)], .. other[(Header + Sealed)..]]));
        Assert.Equal(typeof(ValueTamperedException), await FailureAsync([.. one[..Header], .. other[Header..]]));
    }

    [Fact]
    public async Task A_file_opens_under_its_name_its_key_and_its_store_only()
    {
        var file = await SealAsync(Content(10));
        using var other = TestKeys.Fixed(first: 1);
        using var elsewhere = TestKeys.Fixed(storeId: Guid.NewGuid());

        Assert.Equal(typeof(ValueTamperedException), await FailureAsync(file, "passport-2"));
        Assert.Equal(typeof(ValueTamperedException), await FailureAsync(file, key: other));
        Assert.Equal(typeof(ValueTamperedException), await FailureAsync(file, key: elsewhere));
    }

    [Fact]
    public async Task A_failure_in_the_last_piece_comes_after_the_others_and_before_the_method_returns()
    {
        var file = await SealAsync(Content((2 * Piece) + 5));
        file[^1] ^= 1;
        using var destination = new MemoryStream();

        await Assert.ThrowsAsync<ValueTamperedException>(() => OpenAsync(file, destination, "passport", _key, slowly: false));

        Assert.Equal(2 * Piece, destination.Length);
    }

    [Fact]
    public async Task Nothing_is_written_of_a_piece_that_is_not_authentic()
    {
        var file = await SealAsync(Content(100));
        file[Header + 3] ^= 1;
        using var destination = new MemoryStream();

        await Assert.ThrowsAsync<ValueTamperedException>(() => OpenAsync(file, destination, "passport", _key, slowly: false));

        Assert.Equal(0, destination.Length);
    }

    [Fact]
    public async Task Plaintext_is_an_unknown_format_and_no_failure_names_the_file()
    {
        Assert.Equal(typeof(UnknownValueFormatException), await FailureAsync("%PDF-1.7 of Ada"u8.ToArray()));
        Assert.Equal(typeof(UnknownValueFormatException), await FailureAsync(new FieldCipher<string>(TestKeys.Column).Seal("Ada", _key)));
        var failure = await Record.ExceptionAsync(async () => await OpenAsync(await SealAsync(Content(10)), new MemoryStream(), "ada-lovelace.pdf", _key, slowly: false));
        Assert.DoesNotContain("lovelace", failure!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_takes_no_more_memory_than_a_few_pieces()
    {
        const long size = 64L << 20;
        using var sealer = new FileSealer("large", _key);
        await sealer.SealAsync(new Zeros(Piece), Stream.Null, default);
        // These streams never wait, so that everything happens on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();

        var sealing = sealer.SealAsync(new Zeros(size), Stream.Null, default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(sealing.IsCompletedSuccessfully);
        Assert.InRange(allocated, 2 * Piece, 4 * Piece);
        await sealing;
    }

    [Fact]
    public async Task Cancelling_stops_between_two_pieces()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var sealer = new FileSealer("passport", _key);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sealer.SealAsync(new MemoryStream(Content(10)), new MemoryStream(), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileOpener.BeginAsync("passport", new MemoryStream(Content(90)), cancelled.Token));
    }

    internal static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];

    private static async Task OpenAsync(byte[] file, Stream destination, string name, SubjectKey key, bool slowly)
    {
        var opener = await FileOpener.BeginAsync(name, slowly ? new Drip(file) : new MemoryStream(file), default);
        using var fileKey = opener.OpenFileKey(key);
        await opener.OpenAsync(fileKey, destination, () => { }, default);
    }

    private async Task<byte[]> SealAsync(byte[] plaintext, bool slowly = false)
    {
        using var sealer = new FileSealer("passport", _key);
        using var destination = new MemoryStream();
        await sealer.SealAsync(slowly ? new Drip(plaintext) : new MemoryStream(plaintext), destination, default);
        return destination.ToArray();
    }

    private async Task<byte[]> OpenAsync(byte[] file, bool slowly)
    {
        using var destination = new MemoryStream();
        await OpenAsync(file, destination, "passport", _key, slowly);
        return destination.ToArray();
    }

    private async Task<Type?> FailureAsync(byte[] file, string name = "passport", SubjectKey? key = null)
        => (await Record.ExceptionAsync(() => OpenAsync(file, Stream.Null, name, key ?? _key, slowly: false)))?.GetType();
}
