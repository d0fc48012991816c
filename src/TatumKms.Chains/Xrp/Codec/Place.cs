using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>Where in a transaction a value stands, for refusals in words.</summary>
/// <param name="Path">The names on the way, <c>Memos[0].Memo.MemoData</c>; empty for the transaction itself.</param>
/// <param name="Depth">How many objects and lists are around it.</param>
internal readonly record struct Place(string Path, int Depth)
{
    // As deep as a server goes; keeps hostile nesting away from the stack.
    private const int MaxDepth = 10;
    private const int MaxNameLength = 64;

    /// <summary>The transaction itself.</summary>
    public static Place Top { get; } = new("", 0);

    public static RefusedException TooDeep() => new($"The transaction nests more than {MaxDepth} objects and lists.");

    /// <summary>Refuses to go deeper than a server does.</summary>
    public static void CheckDepth(int depth)
    {
        if (depth > MaxDepth)
        {
            throw TooDeep();
        }
    }

    /// <summary>A member's place; a name from outside is cut to what fits a message.</summary>
    public Place Member(string name)
    {
        var shown = name.Length <= MaxNameLength ? name : name[..MaxNameLength] + "…";
        return new Place(Path.Length == 0 ? shown : $"{Path}.{shown}", Depth);
    }

    public Place Element(int index) => new($"{Path}[{index}]", Depth);

    /// <summary>The same place seen from inside its value.</summary>
    public Place Inside()
    {
        CheckDepth(Depth + 1);
        return this with { Depth = Depth + 1 };
    }

    public RefusedException Refused(string mustBe) => new($"'{Path}' must be {mustBe}.");

    /// <summary>The text of a string.</summary>
    public string Text(JsonElement value, string mustBe) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Refused(mustBe);

    /// <summary>The members of an object that has these and no other, all of them strings.</summary>
    public string[] Texts(JsonElement value, string mustBe, params ReadOnlySpan<string> names)
    {
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() != names.Length)
        {
            throw Refused(mustBe);
        }

        var texts = new string[names.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = value.TryGetProperty(names[i], out var member) ? Member(names[i]).Text(member, "a string") : throw Refused(mustBe);
        }

        return texts;
    }
}
