using System.Diagnostics.CodeAnalysis;

namespace TatumKms.Core;

/// <summary>A blockchain, named by the code that the Tatum API and wallet files use: upper case, for example <c>BTC</c>.</summary>
/// <remarks>Which chains exist is what the registry says; this type only keeps malformed codes out.</remarks>
public readonly record struct ChainId : IComparable<ChainId>
{
    private const int MaxLength = 8;
    private readonly string? _code;

    private ChainId(string code) => _code = code;

    /// <summary>The code: 2 to 8 upper-case ASCII letters or digits.</summary>
    /// <exception cref="InvalidOperationException">The value was never given a code.</exception>
    public string Code => _code ?? throw new InvalidOperationException("A chain without a code.");

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">The text is not a chain code.</exception>
    public static ChainId Parse(string code) =>
        TryParse(code, out var chain) ? chain : throw new FormatException("A chain code is 2 to 8 upper-case letters or digits.");

    /// <summary>Reads a code; upper case only, as the original does.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out ChainId chain)
    {
        var valid = code is { Length: >= 2 and <= MaxLength } && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        chain = valid ? new ChainId(code!) : default;
        return valid;
    }

    /// <inheritdoc />
    public int CompareTo(ChainId other) => string.CompareOrdinal(_code, other._code);

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    /// <summary>Ordinal comparison of the codes.</summary>
    public static bool operator <(ChainId left, ChainId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal comparison of the codes.</summary>
    public static bool operator <=(ChainId left, ChainId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal comparison of the codes.</summary>
    public static bool operator >(ChainId left, ChainId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal comparison of the codes.</summary>
    public static bool operator >=(ChainId left, ChainId right) => left.CompareTo(right) >= 0;
}
