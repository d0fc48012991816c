using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tron.Protocol;

/// <summary>A message of java-tron's protocol: its fields in the order of their numbers, in which they are written.</summary>
internal sealed class ProtoMessage
{
    /// <summary>Makes one.</summary>
    public ProtoMessage(params ProtoField[] fields) => Fields = [.. fields.OrderBy(field => field.Number)];

    /// <summary>The fields.</summary>
    public IReadOnlyList<ProtoField> Fields { get; }
}

/// <summary>A field of a message.</summary>
/// <param name="Number">Its number on the wire.</param>
/// <param name="Name">Its name, in the protocol and in JSON.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Message">The message that it holds.</param>
/// <param name="Names">The names of an enumeration, from 0 on.</param>
/// <param name="IsRepeated">Whether it is a list.</param>
/// <param name="Max">The largest number: a node cuts what its own field cannot hold, and so would read another one.</param>
internal sealed record ProtoField(
    int Number,
    string Name,
    ProtoKind Kind,
    ProtoMessage? Message = null,
    IReadOnlyList<string>? Names = null,
    bool IsRepeated = false,
    long Max = long.MaxValue)
{
    /// <summary>The number of an enumeration's element, which JSON gives by name in either case, or by number.</summary>
    /// <param name="value">The member.</param>
    /// <param name="place">Where it stands, for the refusal.</param>
    /// <exception cref="RefusedException">The enumeration does not have it.</exception>
    public int ReadEnumeration(JsonElement value, string place)
    {
        var number = value.ValueKind == JsonValueKind.String
            ? Names!.ToList().FindIndex(name => name.Equals(value.GetString(), StringComparison.OrdinalIgnoreCase))
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var given) ? given : -1;
        return number >= 0 && number < Names!.Count ? number : throw new RefusedException($"{place} must be one of {string.Join(", ", Names!)}.");
    }
}

/// <summary>What a field holds.</summary>
internal enum ProtoKind
{
    /// <summary>A number of 64 or 32 bits that is never negative; JSON number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Bytes; hexadecimal in JSON.</summary>
    Bytes,

    /// <summary>Bytes that are text; hexadecimal in JSON, or the text where the transaction is <c>visible</c>.</summary>
    TextBytes,

    /// <summary>Text.</summary>
    Text,

    /// <summary>An address of 21 bytes; hexadecimal or Base58Check in JSON.</summary>
    Address,

    /// <summary>A number with names; name or number in JSON.</summary>
    Enumeration,

    /// <summary>A message.</summary>
    Message,

    /// <summary>A key and a value, both numbers, of a map; both are always written.</summary>
    MapEntry,
}
