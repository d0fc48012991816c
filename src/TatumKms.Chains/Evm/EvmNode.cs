using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Evm;

/// <summary>The look-ups of the family, each answered with a number.</summary>
internal sealed class EvmNode(EvmCoin coin, IChainNode node)
{
    private const int MaxDigits = 64;
    private readonly NodeAddress _address = new NodeAddress.ApiNode(coin.NodePath);

    /// <summary>The chain id.</summary>
    public Task<BigInteger> GetChainIdAsync(CancellationToken cancellationToken) =>
        AskAsync(coin.Dialect == EvmDialect.Klaytn ? "chainID" : "chainId", null, cancellationToken);

    /// <summary>The price of gas in wei, in CELO or in a token.</summary>
    public Task<BigInteger> GetGasPriceAsync(byte[]? feeCurrency, CancellationToken cancellationToken) =>
        AskAsync("gasPrice", feeCurrency is null ? null : parameters => parameters.WriteStringValue(EvmAddress.Lower(feeCurrency)), cancellationToken);

    /// <summary>The API's medium fee in wei.</summary>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<BigInteger> GetMediumFeeAsync(CancellationToken cancellationToken)
    {
        var fees = await node.GetAsync(new NodeAddress.Api($"/v3/blockchain/fee/{coin.Chain}"), cancellationToken);
        return fees.ValueKind == JsonValueKind.Object && fees.Optional("medium") is { } medium && TryReadDecimal(medium, out var price)
            ? price
            : throw new NodeException("The API's fees have no usable 'medium'.");
    }

    /// <summary>How many transactions an account has sent, those that wait included.</summary>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<ulong> GetNonceAsync(byte[] account, CancellationToken cancellationToken)
    {
        BigInteger count;
        if (coin.CountPath is { } path)
        {
            var answer = await node.GetAsync(new NodeAddress.Api(path + EvmAddress.Checksummed(account)), cancellationToken);
            if (!TryReadDecimal(answer, out count))
            {
                throw new NodeException("The API's count of the account's transactions is not a number.");
            }
        }
        else
        {
            count = await AskAsync("getTransactionCount", parameters => WriteAccount(parameters, account), cancellationToken);
        }

        return count < ulong.MaxValue ? (ulong)count : throw new NodeException("The count of the account's transactions is out of range.");
    }

    /// <summary>The gas that a transaction would use now.</summary>
    /// <param name="write">Writes the members of the call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">It would fail.</exception>
    public Task<BigInteger> EstimateGasAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        AskAsync(
            "estimateGas",
            parameters =>
            {
                parameters.WriteStartObject();
                write(parameters);
                parameters.WriteEndObject();
            },
            cancellationToken);

    private static void WriteAccount(Utf8JsonWriter parameters, byte[] account)
    {
        parameters.WriteStringValue(EvmAddress.Lower(account));
        parameters.WriteStringValue("pending");
    }

    private static bool TryReadDecimal(JsonElement answer, out BigInteger number)
    {
        var text = answer.ValueKind switch
        {
            JsonValueKind.Number => answer.GetRawText(),
            JsonValueKind.String => answer.GetString()!,
            _ => "",
        };
        number = BigInteger.Zero;
        return text.Length is > 0 and <= MaxDigits && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private async Task<BigInteger> AskAsync(string method, Action<Utf8JsonWriter>? writeParameters, CancellationToken cancellationToken)
    {
        var name = $"{(coin.Dialect == EvmDialect.Klaytn ? "klay" : "eth")}_{method}";
        try
        {
            var answer = await node.AskRpcAsync(_address, name, writeParameters, cancellationToken);
            return answer is { ValueKind: JsonValueKind.String }
                && answer.GetString() is { Length: > 2 and <= MaxDigits + 2 } text
                && text.StartsWith("0x", StringComparison.Ordinal)
                && BigInteger.TryParse($"0{text[2..]}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw new NodeException($"The node's answer to {name} is not a number.");
        }
        catch (RpcErrorException error)
        {
            throw method == "estimateGas"
                ? new RefusedException($"The transaction would fail, says the node: {error.NodeMessage}", error)
                : new NodeException($"The node answered {name} with an error: {error.NodeMessage}", innerException: error);
        }
    }
}
