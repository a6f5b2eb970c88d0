using System.Security.Cryptography;
using System.Text.Unicode;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Looks at what one row holds in one place.</summary>
internal sealed class CellCheck(IntegrityTally tally, PageKeys keys, CheckedTable table, CheckedValue value, object?[] row)
{
    private static readonly ColumnBinding AnyColumn = new("", "");

    /// <summary>Reads which key a stored value needs; null where it is no envelope.</summary>
    public static KeyId? TryReadKeyId(object? stored)
    {
        try
        {
            return stored is byte[] envelope ? FieldCipher.ReadKeyId(envelope, AnyColumn) : null;
        }
        catch (PersonalDataProtectionException)
        {
            return null;
        }
    }

    public void Run()
    {
        if (value.Stored is not { } stored)
        {
            if (value.Ways.Any(way => StoredTag(way) is not null))
            {
                Report(IntegrityFindingKind.WrongTag);
            }

            return;
        }

        tally.Values++;
        try
        {
            Look(stored);
        }
        catch (UnknownValueFormatException)
        {
            Report(IntegrityFindingKind.UnknownFormat);
        }
        catch (ValueTamperedException)
        {
            Report(IntegrityFindingKind.Tampered);
        }
    }

    private void Look(object stored)
    {
        if (stored is not byte[] envelope || IsText(envelope))
        {
            Report(stored is byte[] or string ? IntegrityFindingKind.Plaintext : IntegrityFindingKind.UnknownFormat);
            return;
        }

        var kid = FieldCipher.ReadKeyId(envelope, AnyColumn);
        if (keys.Find(kid) is not { } key)
        {
            Report(IntegrityFindingKind.KeyMissing);
        }
        else if (key.State.IsEnding())
        {
            tally.Destroyed++;
            LookAtPerson(value.Ways, key);
            LookAtTag(value.Ways[0], tag: null, mayLack: true);
        }
        else
        {
            Open(envelope, kid, key);
        }
    }

    /// <summary>Opens a value by the property that it is of. Where none opens it, the failure of the last one is the answer.</summary>
    private void Open(byte[] envelope, KeyId kid, KeyRow key)
    {
        var opened = new List<CheckedWay>();
        object? content = null;
        for (var way = 0; way < value.Ways.Count; way++)
        {
            try
            {
                content = value.Ways[way].Open(envelope, keys.Open(kid));
                opened.Add(value.Ways[way]);
            }
            catch (PersonalDataProtectionException) when (way < value.Ways.Count - 1 || opened.Count > 0)
            {
                // Of another property that is stored in the same column.
            }
        }

        LookAtPerson(opened, key);
        var isRetained = key.Group.StartsWith(KeyGroups.ErasurePrefix, StringComparison.Ordinal);
        var index = opened[0].Tag;
        LookAtTag(opened[0], isRetained ? null : index?.Compute(content!, keys.Realm!), index?.MayLack(content!, row) == true);
    }

    private void LookAtPerson(IReadOnlyList<CheckedWay> ways, KeyRow key)
    {
        var people = ways.Select(way => way.Person.ReferenceIn(row, keys.Realm!)).OfType<byte[]>().ToList();
        if (people.Count == 0)
        {
            Report(IntegrityFindingKind.NoSubject, person: null, key.SubjectRef);
        }
        else if (key.SubjectRef is { } owner && !people.Exists(person => person.AsSpan().SequenceEqual(owner)))
        {
            Report(IntegrityFindingKind.WrongSubject, people[0], owner);
        }
    }

    /// <param name="way">The property.</param>
    /// <param name="tag">The tag that belongs there; null where none does, because the key is destroyed or the person erased.</param>
    /// <param name="mayLack">Whether none is right as well.</param>
    private void LookAtTag(CheckedWay way, byte[]? tag, bool mayLack)
    {
        if (way.Tag is null)
        {
            return;
        }

        tally.Tags++;
        var stored = StoredTag(way);
        if (stored is null && tag is not null && !mayLack)
        {
            Report(IntegrityFindingKind.MissingTag);
        }
        else if (stored is not null && (tag is null || stored is not byte[] bytes || !CryptographicOperations.FixedTimeEquals(bytes, tag)))
        {
            Report(IntegrityFindingKind.WrongTag);
        }
    }

    private object? StoredTag(CheckedWay way) => way.Tag?.StoredIn(row, keys.Realm);

    /// <summary>No envelope is text: its first byte never occurs in UTF-8.</summary>
    private static bool IsText(byte[] stored) => stored.Length > 0 && Utf8.IsValid(stored);

    private void Report(IntegrityFindingKind kind, byte[]? person = null, byte[]? owner = null)
        => tally.Add(new IntegrityFinding(kind, value.Ways[0].Binding.DisplayName, table.Name, RowKey())
        {
            SubjectReference = person is null ? null : Convert.ToHexStringLower(person),
            KeyReference = owner is null ? null : Convert.ToHexStringLower(owner),
        });

    private IReadOnlyList<object> RowKey() => [.. table.KeyPlaces.Select(place => row[place]!)];
}
