using System.Diagnostics.CodeAnalysis;

namespace TatumKms.Core;

/// <summary>The id of an entry of the wallet store: a UUID, written in lower case with hyphens (RFC 9562).</summary>
public readonly record struct SignatureId(Guid Value)
{
    private const int TextLength = 36;

    /// <summary>A new id: a version 4 UUID from the operating system's random numbers.</summary>
    public static SignatureId Create() => new(Guid.NewGuid());

    /// <summary>Reads the hyphenated form of a UUID, in either case, with nothing around it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SignatureId id)
    {
        // The length check keeps out the white space around it that Guid takes.
        Guid value = default;
        var valid = text?.Length == TextLength && Guid.TryParseExact(text, "D", out value);
        id = new SignatureId(value);
        return valid;
    }

    /// <summary>Reads the hyphenated form of a UUID.</summary>
    /// <exception cref="FormatException">The text is not a UUID.</exception>
    public static SignatureId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("A signature id is a UUID such as 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11.");

    /// <summary>The hyphenated form in lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
