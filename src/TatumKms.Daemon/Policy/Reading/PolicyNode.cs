using System.Globalization;

namespace TatumKms.Daemon.Policy.Reading;

/// <summary>A value of a policy's JSON and where it stands.</summary>
internal abstract record PolicyNode(long Position, PolicyText File)
{
    /// <summary>An object; its members each have another name.</summary>
    public sealed record Map(long Position, PolicyText File, IReadOnlyList<Member> Members) : PolicyNode(Position, File);

    /// <summary>A list.</summary>
    public sealed record List(long Position, PolicyText File, IReadOnlyList<PolicyNode> Items) : PolicyNode(Position, File);

    /// <summary>A string.</summary>
    public sealed record Text(long Position, PolicyText File, string Value) : PolicyNode(Position, File);

    /// <summary>A number as it is written.</summary>
    public sealed record Number(long Position, PolicyText File, string Digits) : PolicyNode(Position, File);

    /// <summary>True or false.</summary>
    public sealed record Flag(long Position, PolicyText File, bool Value) : PolicyNode(Position, File);

    /// <summary>A failure at this place.</summary>
    public Core.KmsException Wrong(string sentence) => File.Wrong(Position, sentence);

    public Map AsMap(string what) => this as Map ?? throw Wrong($"{what} must be an object.");

    public List AsList(string what) => this as List ?? throw Wrong($"{what} must be a list.");

    public bool AsFlag(string what) => this is Flag flag ? flag.Value : throw Wrong($"{what} must be true or false.");

    public string AsText(string what) => this switch
    {
        Text { Value.Length: > 0 } text => text.Value,
        Number => throw Wrong($"{what} must be a text in quotes: a number could lose digits."),
        _ => throw Wrong($"{what} must be a text in quotes that is not empty."),
    };

    /// <summary>A whole number, written in digits only.</summary>
    public int AsInteger(string what, int min, int max) =>
        this is Number number && int.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Wrong($"{what} must be a whole number from {min} to {max}.");

    /// <summary>The items of a list, or the one value that stands in the place of a list.</summary>
    public IReadOnlyList<PolicyNode> AsItems(string what) => this is not List list ? [this]
        : list.Items.Count > 0 ? list.Items
        : throw Wrong($"{what} is an empty list, which nothing can match; leave it out.");
}

/// <summary>A member of an object.</summary>
internal sealed record Member(string Name, long Position, PolicyNode Value);
