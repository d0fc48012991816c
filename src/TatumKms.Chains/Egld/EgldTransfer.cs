using System.Numerics;
using System.Text;
using TatumKms.Core;

namespace TatumKms.Chains.Egld;

/// <summary>
/// A transfer of tokens, which MultiversX writes into the data: a function's name and its arguments in hexadecimal, parted by @
/// (docs.multiversx.com, "ESDT tokens", "NFT tokens").
/// </summary>
/// <param name="Receiver">Who gets the tokens, 32 bytes.</param>
/// <param name="Tokens">What he gets, in base units: the network does not say how many decimals a token has.</param>
/// <param name="Call">A function that is called with the tokens, and its arguments; or nothing.</param>
internal sealed record EgldTransfer(byte[] Receiver, IReadOnlyList<EgldTokens> Tokens, string[]? Call)
{
    private const int MaxTokens = 100;
    private const int MaxNumberLength = 32;

    /// <summary>Reads the data of a transaction.</summary>
    /// <returns>Nothing where it is no transfer of tokens.</returns>
    /// <exception cref="RefusedException">It is one, but malformed.</exception>
    public static EgldTransfer? Read(EgldTransaction transaction)
    {
        var parts = Encoding.UTF8.GetString(transaction.Data).Split('@');
        return parts[0] switch
        {
            "ESDTTransfer" => Fungible(transaction.Receiver, parts),
            "ESDTNFTTransfer" => Single(transaction, parts),
            "MultiESDTNFTTransfer" => Multiple(transaction, parts),
            _ => null,
        };
    }

    /// <summary>Whether data are a transfer that the sender sends to himself: the receiver of the tokens stands in the data.</summary>
    public static bool IsToOneself(byte[] data) =>
        Encoding.UTF8.GetString(data).Split('@')[0] is "ESDTNFTTransfer" or "MultiESDTNFTTransfer";

    private static EgldTransfer Fungible(byte[] receiver, string[] parts) =>
        new(receiver, [Of(Token(parts, 1), BigInteger.Zero, Number(parts, 2))], Rest(parts, 3));

    private static EgldTransfer Single(EgldTransaction transaction, string[] parts)
    {
        RequireOwn(transaction, parts);
        return new EgldTransfer(Receiver32(parts, 4), [Of(Token(parts, 1), Number(parts, 2), Number(parts, 3))], Rest(parts, 5));
    }

    private static EgldTransfer Multiple(EgldTransaction transaction, string[] parts)
    {
        RequireOwn(transaction, parts);
        var receiver = Receiver32(parts, 1);
        var count = Number(parts, 2);
        if (count.IsZero || count > MaxTokens)
        {
            throw Malformed(parts);
        }

        var tokens = Enumerable.Range(0, (int)count)
            .Select(i => 3 + (3 * i))
            .Select(first => Of(Token(parts, first), Number(parts, first + 1), Number(parts, first + 2)))
            .ToArray();
        return new EgldTransfer(receiver, tokens, Rest(parts, 3 + (3 * (int)count)));
    }

    /// <summary>These are sent to oneself; the network takes the receiver from the arguments.</summary>
    private static void RequireOwn(EgldTransaction transaction, string[] parts)
    {
        if (!transaction.Receiver.AsSpan().SequenceEqual(transaction.Sender))
        {
            throw new RefusedException($"{parts[0]} must have the sender as the transaction's receiver; the one who gets the tokens stands in the data.");
        }
    }

    private static EgldTokens Of(string token, BigInteger nonce, BigInteger quantity) => nonce.IsZero
        ? new EgldTokens(token, new Amount(quantity, 0, $"base units of {token}"))
        : new EgldTokens($"{token}#{nonce}", new Amount(quantity, 0, $"of {token}, number {nonce}"));

    private static string Token(string[] parts, int place)
    {
        var name = Hex(parts, place);
        return name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit((char)character) || character == '-')
            ? Encoding.ASCII.GetString(name)
            : throw Malformed(parts);
    }

    private static BigInteger Number(string[] parts, int place)
    {
        var bytes = Hex(parts, place);
        return bytes.Length <= MaxNumberLength ? new BigInteger(bytes, isUnsigned: true, isBigEndian: true) : throw Malformed(parts);
    }

    private static byte[] Receiver32(string[] parts, int place) => Hex(parts, place) is { Length: EgldAddress.Length } address ? address : throw Malformed(parts);

    private static string[]? Rest(string[] parts, int from)
    {
        if (from >= parts.Length)
        {
            return null;
        }

        // The function's name is an argument, too, and so in hexadecimal.
        return [Encoding.UTF8.GetString(Hex(parts, from)), .. parts[(from + 1)..]];
    }

    private static byte[] Hex(string[] parts, int place)
    {
        try
        {
            return place < parts.Length ? Convert.FromHexString(parts[place]) : throw Malformed(parts);
        }
        catch (FormatException)
        {
            throw Malformed(parts);
        }
    }

    private static RefusedException Malformed(string[] parts) => new($"The arguments of {parts[0]} in the transaction's data are malformed.");
}

/// <summary>Tokens that are transferred.</summary>
/// <param name="Token">The token's identifier; of one that is numbered, with its number behind a #.</param>
/// <param name="Amount">How many.</param>
internal sealed record EgldTokens(string Token, Amount Amount);
