using System.ComponentModel;
using System.ComponentModel.DataAnnotations.Schema;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Matrix;

internal sealed class Scalar : IShaped
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, "service")]
    [Encrypted(Searchable = true)]
    public string Secret { get; set; } = "";
}

internal sealed record Wrapped(string Text);

internal sealed class Converted : IShaped
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, "service", Replacement = "erased")]
    [Encrypted(Searchable = true)]
    public Wrapped Value { get; set; } = new("");

    [NotMapped]
    public string Secret { get => Value.Text; set => Value = new Wrapped(value); }
}

internal sealed class InField : IShaped
{
    private string _hidden = "";

    public int Id { get; set; }

    [NotMapped]
    public string Secret { get => _hidden; set => _hidden = value; }
}

internal sealed class Listed : IShaped
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, "service")]
    [Encrypted]
    public List<string> Values { get; set; } = [];

    [NotMapped]
    public string Secret { get => Values.Single(); set => Values = [value]; }
}

/// <summary>Tells every change, and must never tell of ciphertext.</summary>
internal sealed class Noisy : IShaped, INotifyPropertyChanging, INotifyPropertyChanged
{
    private int _id;
    private string _secret = "";

    public event PropertyChangingEventHandler? PropertyChanging;

    public event PropertyChangedEventHandler? PropertyChanged;

    public int Id { get => _id; set => Change(ref _id, value, nameof(Id)); }

    [PersonalData(PersonalDataCategory.Name, "service")]
    [Encrypted]
    public string Secret { get => _secret; set => Change(ref _secret, value, nameof(Secret)); }

    private void Change<T>(ref T field, T value, string name)
    {
        PropertyChanging?.Invoke(this, new PropertyChangingEventArgs(name));
        field = value;
        PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(name));
    }
}

internal sealed class Part
{
    [PersonalData(PersonalDataCategory.Name, "service")]
    [Encrypted]
    public string Text { get; set; } = "";
}

/// <summary>Holds the secret in a part of its own.</summary>
internal abstract class WithPart : IShaped
{
    public int Id { get; set; }

    public Part Part { get; set; } = new();

    [NotMapped]
    public string Secret { get => Part.Text; set => Part.Text = value; }
}

internal sealed class OwnedBeside : WithPart;

internal sealed class OwnedApart : WithPart;

internal sealed class InComplex : WithPart;

internal sealed class OwnedJson : WithPart;

internal sealed class ComplexJson : WithPart;

/// <summary>Holds the secret in the first of its parts.</summary>
internal abstract class WithParts : IShaped
{
    public int Id { get; set; }

    public List<Part> Parts { get; set; } = [];

    [NotMapped]
    public string Secret
    {
        get => Parts[0].Text;
        set
        {
            if (Parts.Count == 0)
            {
                Parts.Add(new Part());
            }

            Parts[0].Text = value;
        }
    }
}

internal sealed class OwnedMany : WithParts;

internal sealed class OwnedJsonMany : WithParts;

internal sealed class ComplexJsonMany : WithParts;

internal abstract class TphParent
{
    public int Id { get; set; }
}

internal sealed class TphChild : TphParent, IShaped
{
    [PersonalData(PersonalDataCategory.Name, "service")]
    [Encrypted]
    public string Secret { get; set; } = "";
}

internal abstract class TptParent
{
    public int Id { get; set; }
}

internal sealed class TptChild : TptParent, IShaped
{
    [PersonalData(PersonalDataCategory.Name, "service")]
    [Encrypted]
    public string Secret { get; set; } = "";
}

internal abstract class TpcParent
{
    public int Id { get; set; }
}

internal sealed class TpcChild : TpcParent, IShaped
{
    [PersonalData(PersonalDataCategory.Name, "service")]
    [Encrypted]
    public string Secret { get; set; } = "";
}

internal sealed class Split : IShaped
{
    public int Id { get; set; }

    public SplitHalf Half { get; set; } = new();

    [NotMapped]
    public string Secret { get => Half.Text; set => Half.Text = value; }
}

internal sealed class SplitHalf
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, "service")]
    [Encrypted]
    public string Text { get; set; } = "";
}
