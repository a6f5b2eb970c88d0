using System.Reflection;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public sealed class KeyRowTests : IDisposable
{
    private readonly Realm _realm = TestKeys.OpenRealm();

    public static TheoryData<string> KeyColumns => [.. Columns(typeof(KeyRow)).Where(column => column != nameof(KeyRow.Position))];

    public static TheoryData<string> RootColumns => [.. Columns(typeof(RootRow))];

    public void Dispose() => _realm.Dispose();

    [Theory]
    [MemberData(nameof(KeyColumns))]
    public void A_change_to_any_column_of_a_key_row_is_refused(string column)
    {
        var row = _realm.Mint(Subject(), "marketing", 3).Row;
        row.NotAfter = 7;
        Reseal(row);
        _realm.VerifyRow(row);

        Change(row, typeof(KeyRow).GetProperty(column)!);

        var failure = Record.Exception(() => _realm.Unwrap(row));
        if (column == nameof(KeyRow.WrapEpoch))
            Assert.IsType<SubjectKeyMissingException>(failure);
        else
            Assert.IsType<ValueTamperedException>(failure);
    }

    [Theory]
    [MemberData(nameof(RootColumns))]
    public void A_change_to_any_column_of_a_root_row_is_refused(string column)
    {
        var rows = TestKeys.Factory().Create();

        Change(rows.Roots[0], typeof(RootRow).GetProperty(column)!);

        Assert.ThrowsAny<PersonalDataProtectionException>(() => TestKeys.Factory().Open(rows));
    }

    [Theory]
    [InlineData(nameof(KeyRow.SubjectRef))]
    [InlineData(nameof(KeyRow.Wrapped))]
    [InlineData(nameof(KeyRow.NotAfter))]
    public void Taking_a_value_out_of_a_key_row_is_refused(string column)
    {
        var row = _realm.Mint(Subject(), "", 1).Row;
        row.NotAfter = 0;
        Reseal(row);

        typeof(KeyRow).GetProperty(column)!.SetValue(row, null);

        Assert.Throws<ValueTamperedException>(() => _realm.Unwrap(row));
    }

    [Fact]
    public void An_empty_value_and_none_are_not_the_same_row()
    {
        var row = _realm.Mint(null, "", 1).Row;

        row.SubjectRef = [];

        Assert.Throws<ValueTamperedException>(() => _realm.VerifyRow(row));
    }

    [Fact]
    public void A_minted_key_opens_from_its_row_and_reads_what_it_sealed()
    {
        var minted = _realm.Mint(Subject(), "medical", 1);
        var cipher = new FieldCipher<string>(TestKeys.Column);
        var envelope = cipher.Seal("Ada", minted.Key);

        using var key = _realm.Unwrap(minted.Row);

        Assert.Equal("Ada", cipher.Open(envelope, key));
        Assert.Equal(minted.Key.Kid, KeyId.From(minted.Row.Kid));
        Assert.Equal(Subject(), key.SubjectRef);
        Assert.Equal("medical", key.Group);
        Assert.Equal(KeyState.Active, minted.Row.State);
    }

    [Fact]
    public void The_key_id_is_the_beginning_of_the_check_value()
    {
        var row = _realm.Mint(Subject(), "", 1).Row;

        Assert.Equal(32, row.Kcv.Length);
        Assert.Equal(row.Kcv[..16], row.Kid);
    }

    [Fact]
    public void Two_minted_keys_have_nothing_in_common()
    {
        var (a, b) = (_realm.Mint(Subject(), "", 1).Row, _realm.Mint(Subject(), "", 1).Row);

        Assert.NotEqual(a.Kid, b.Kid);
        Assert.NotEqual(a.Salt, b.Salt);
        Assert.NotEqual(a.Wrapped, b.Wrapped);
    }

    [Fact]
    public void A_key_row_of_another_store_is_refused()
    {
        using var other = TestKeys.Factory().Open(TestKeys.Factory().Create());

        Assert.Throws<ValueTamperedException>(() => _realm.Unwrap(other.Mint(Subject(), "", 1).Row));
    }

    [Fact]
    public void A_wrapped_key_that_does_not_match_the_check_value_is_refused_even_with_a_good_MAC()
    {
        var (row, other) = (_realm.Mint(Subject(), "", 1).Row, _realm.Mint(Subject(), "", 1).Row);
        (row.Kcv, row.Kid) = (other.Kcv, other.Kid);
        Reseal(row);
        _realm.VerifyRow(row);

        Assert.Throws<ValueTamperedException>(() => _realm.Unwrap(row));
    }

    [Fact]
    public void A_provisional_key_is_bound_once_to_its_person()
    {
        var minted = _realm.Mint(null, "", 1);
        Assert.Equal(KeyState.Provisional, minted.Row.State);

        _realm.Bind(minted.Row, Subject());
        minted.Key.BindTo(Subject());

        Assert.Equal(KeyState.Active, minted.Row.State);
        Assert.Equal(2, minted.Row.Revision);
        Assert.Equal(Subject(), _realm.Unwrap(minted.Row).SubjectRef);
        Assert.Throws<InvalidOperationException>(() => _realm.Bind(minted.Row, Subject(1)));
        Assert.Throws<InvalidOperationException>(() => minted.Key.BindTo(Subject(1)));
    }

    [Fact]
    public void A_subject_reference_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _realm.Mint(new byte[16], "", 1));
        Assert.Throws<ArgumentException>(() => _realm.Bind(_realm.Mint(null, "", 1).Row, new byte[31]));
    }

    [Fact]
    public void A_shredded_row_is_a_tombstone_that_verifies_and_never_opens()
    {
        var row = _realm.Mint(Subject(), "", 1).Row;

        _realm.ChangeState(row, KeyState.ShredRequested);
        Assert.Throws<SubjectKeyDestroyedException>(() => _realm.Unwrap(row));
        _realm.ChangeState(row, KeyState.Shredded);

        Assert.Null(row.Wrapped);
        Assert.Equal(3, row.Revision);
        _realm.VerifyRow(row);
        Assert.Throws<SubjectKeyDestroyedException>(() => _realm.Unwrap(row));
    }

    [Fact]
    public void A_tombstone_does_not_come_back_to_life_by_writing_into_it()
    {
        var row = _realm.Mint(Subject(), "", 1).Row;
        var wrapped = row.Wrapped!.ToArray();
        _realm.ChangeState(row, KeyState.ShredRequested);
        _realm.ChangeState(row, KeyState.Shredded);

        (row.Wrapped, row.State) = (wrapped, KeyState.Active);

        Assert.Throws<ValueTamperedException>(() => _realm.Unwrap(row));
    }

    [Fact]
    public void Only_the_declared_transitions_are_possible()
    {
        var allowed = new List<string>();
        foreach (var from in Enum.GetValues<KeyState>())
        {
            foreach (var to in Enum.GetValues<KeyState>())
            {
                var row = _realm.Mint(Subject(), "", 1).Row;
                row.State = from;
                Reseal(row);
                if (Record.Exception(() => _realm.ChangeState(row, to)) is null)
                    allowed.Add($"{from} → {to}");
            }
        }

        Assert.Equal(
            [
                "Provisional → ShredRequested", "Active → DecryptOnly", "Active → ShredRequested",
                "DecryptOnly → ShredRequested", "ShredRequested → Shredded",
            ],
            allowed);
    }

    [Fact]
    public void A_disposed_realm_gives_no_more_keys()
    {
        var realm = TestKeys.OpenRealm();
        var index = realm.IndexKey("c", "", Normalizer.None);
        realm.Dispose();

        Assert.Throws<ObjectDisposedException>(() => realm.Mint(null, "", 1));
        Assert.Throws<ObjectDisposedException>(() => realm.SubjectReference("", "customer", [1]));
        Assert.Throws<ObjectDisposedException>(() => index.Tag("Ada"));
        Assert.Throws<ObjectDisposedException>(() => realm.IndexKey("d", "", Normalizer.None));
    }

    private static byte[] Subject(int first = 0) => TestKeys.Sequence(first, 32);

    // A position says where a row lies, which decides nothing but what is read together.
    private static IEnumerable<string> Columns(Type row)
        => row.GetProperties().Select(p => p.Name).Where(name => name != nameof(KeyRow.Position));

    private static void Change(object row, PropertyInfo column) => column.SetValue(row, column.GetValue(row) switch
    {
        byte[] bytes => (object)(byte[])[.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
        int number => number + 1,
        long number => number + 1,
        string text => text + "x",
        Guid => Guid.NewGuid(),
        KeyState state => state == KeyState.Active ? KeyState.DecryptOnly : KeyState.Active,
        RootKind kind => kind == RootKind.Index ? RootKind.Subject : RootKind.Index,
        var other => throw new InvalidOperationException($"{column.Name} is {other}"),
    });

    // What an attacker cannot do: a good MAC over a row of the test's choice.
    private void Reseal(KeyRow row)
    {
        var epochs = (OpenEpochs)typeof(Realm)
            .GetField("_epochs", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(_realm)!;
        epochs.Keys[row.WrapEpoch].Seal(row);
    }
}
