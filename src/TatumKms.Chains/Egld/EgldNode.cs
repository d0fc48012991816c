using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Egld;

/// <summary>The look-ups, answered by a gateway of MultiversX behind the Tatum API: <c>{"data", "error", "code"}</c>.</summary>
internal sealed class EgldNode(IChainNode node)
{
    private const string Prefix = "/v3/egld/node";
    private const ulong DefaultGasPrice = 1_000_000_000;
    private const int MaxChainIdLength = 16;

    /// <summary>The chain id, the gas price and the version of transactions that the network asks for.</summary>
    /// <exception cref="RefusedException">The gateway answered with an error.</exception>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<EgldNetworkConfig> ConfigAsync(CancellationToken cancellationToken)
    {
        const string what = "/network/config";
        var data = await DataAsync(what, () => node.GetAsync(new NodeAddress.ApiNode(Prefix, what), cancellationToken));
        if (data.Optional("config") is not { ValueKind: JsonValueKind.Object } config)
        {
            throw Unusable(what);
        }

        var price = config.Optional("erd_min_gas_price") is null ? DefaultGasPrice : Number(config, "erd_min_gas_price", what);
        var version = Number(config, "erd_min_transaction_version", what);
        return version is 1 or 2
            ? new EgldNetworkConfig(ChainId(config, what), price, (uint)version)
            : throw new NodeException($"The network asks for transactions of version {version}, which is not known.");
    }

    /// <summary>How many transactions an account has sent.</summary>
    /// <exception cref="RefusedException">The gateway answered with an error.</exception>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<ulong> NonceAsync(string address, CancellationToken cancellationToken)
    {
        var what = $"/address/{address}/nonce";
        return Number(await DataAsync(what, () => node.GetAsync(new NodeAddress.ApiNode(Prefix, what), cancellationToken)), "nonce", what);
    }

    /// <summary>The units of gas that a transaction would use now; its own limit is not looked at.</summary>
    /// <exception cref="RefusedException">It would fail.</exception>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<ulong> CostAsync(EgldTransaction transaction, CancellationToken cancellationToken)
    {
        const string what = "/transaction/cost";
        var data = await DataAsync(what, () => node.AskAsync(new NodeAddress.ApiNode(Prefix, what), body => Write(body, transaction), cancellationToken));
        var units = Number(data, "txGasUnits", what);
        return units > 0 ? units : throw new RefusedException($"The transaction would fail, says the network: {Words(data, "returnMessage")}");
    }

    private static void Write(Utf8JsonWriter body, EgldTransaction transaction)
    {
        body.WriteStartObject();
        body.WriteNumber("nonce", transaction.Nonce);
        body.WriteString("value", transaction.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        body.WriteString("receiver", EgldAddress.Format(transaction.Receiver));
        body.WriteString("sender", EgldAddress.Format(transaction.Sender));
        body.WriteNumber("gasPrice", transaction.GasPrice);
        body.WriteNumber("gasLimit", 0);
        if (transaction.Data.Length > 0)
        {
            body.WriteBase64String("data", transaction.Data);
        }

        body.WriteString("chainID", transaction.ChainId);
        body.WriteNumber("version", transaction.Version);
        body.WriteEndObject();
    }

    /// <summary>The member <c>data</c>. The gateway's own errors are verdicts; they come with an HTTP status of failure as a rule.</summary>
    private static async Task<JsonElement> DataAsync(string what, Func<Task<JsonElement>> ask)
    {
        JsonElement answer;
        try
        {
            answer = await ask();
        }
        catch (NodeException exception) when (exception.Body is { } body && Words(body, "error").Length > 0)
        {
            throw Verdict(what, body, exception);
        }

        if (Words(answer, "error").Length > 0)
        {
            throw Verdict(what, answer, null);
        }

        return answer.ValueKind == JsonValueKind.Object && answer.Optional("data") is { ValueKind: JsonValueKind.Object } data ? data : throw Unusable(what);
    }

    private static string ChainId(JsonElement config, string what)
    {
        var id = Words(config, "erd_chain_id");
        return id.Length is > 0 and <= MaxChainIdLength && id.All(char.IsAsciiLetterOrDigit) ? id : throw Unusable(what);
    }

    private static ulong Number(JsonElement owner, string name, string what) =>
        owner.Optional(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetUInt64(out var number) ? number : throw Unusable(what);

    private static string Words(JsonElement owner, string name)
    {
        const int longest = 200;
        try
        {
            return owner.ValueKind == JsonValueKind.Object && owner.Optional(name) is { ValueKind: JsonValueKind.String } text
                ? string.Concat(text.GetString()!.Take(longest).Select(character => character is >= ' ' and <= '~' ? character : '?'))
                : "";
        }
        catch (InvalidOperationException)
        {
            return "?"; // half of a surrogate pair
        }
    }

    private static RefusedException Verdict(string what, JsonElement answer, Exception? cause) =>
        new($"The network's answer to {what} is an error: {Words(answer, "error")}", cause);

    private static NodeException Unusable(string what) => new($"The network's answer to {what} is not in its usual form.");
}

/// <summary>What the network asks of transactions.</summary>
/// <param name="ChainId">Letters and digits.</param>
/// <param name="GasPrice">Atoms for a unit of gas.</param>
/// <param name="Version">1 or 2.</param>
internal sealed record EgldNetworkConfig(string ChainId, ulong GasPrice, uint Version);
