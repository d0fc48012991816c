using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using TatumKms.Chains.Contracts;
using TatumKms.Chains.Evm;
using TatumKms.Core;

namespace TatumKms.Chains.Vet;

/// <summary>Look-ups at a node of VeChainThor, which is not a part of the Tatum API.</summary>
internal sealed class VetNode(ChainId chain, Network network, IChainNode node)
{
    private const string Mainnet = "https://sync-mainnet.vechain.org", Testnet = "https://sync-testnet.vechain.org";
    private const int IdLength = 32;

    // The gas that the network demands before the first instruction, and the original's reserve for one that runs.
    private const ulong Base = 5_000, Call = 16_000, Creation = 48_000, ZeroByte = 4, OtherByte = 68, Reserve = 15_000;
    private static readonly byte[] ErrorSelector = [0x08, 0xc3, 0x79, 0xa0];
    private static readonly IReadOnlyList<AbiType> ErrorTypes = AbiType.OfSignature("Error(string)");

    /// <summary>The last byte of the genesis block's id.</summary>
    public async Task<byte> GetChainTagAsync(CancellationToken cancellationToken) => (await GetBlockIdAsync("0", cancellationToken))[^1];

    /// <summary>The first 8 bytes of the newest block's id.</summary>
    public async Task<ulong> GetBlockRefAsync(CancellationToken cancellationToken) =>
        BinaryPrimitives.ReadUInt64BigEndian(await GetBlockIdAsync("best", cancellationToken));

    /// <summary>The gas that a transaction needs: what it uses before its first instruction, what its call uses, and a reserve.</summary>
    /// <exception cref="RefusedException">It would fail.</exception>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<ulong> EstimateGasAsync(VetConfig config, byte[] caller, CancellationToken cancellationToken)
    {
        var answer = await node.AskAsync(Address("/accounts/*?revision=best"), body => Write(body, config, caller), cancellationToken);
        if (answer is not { ValueKind: JsonValueKind.Array } || answer.GetArrayLength() != 1 || answer[0] is not { ValueKind: JsonValueKind.Object } result)
        {
            throw Unusable("estimate");
        }

        var isReverted = result.Optional("reverted") is { ValueKind: JsonValueKind.True };
        var vmError = TextOf(result, "vmError");
        if (isReverted || vmError.Length > 0)
        {
            throw new RefusedException($"The transaction would fail, says the node: {Reason(result) ?? vmError}");
        }

        var used = result.Optional("gasUsed") is { ValueKind: JsonValueKind.Number } gas && gas.TryGetUInt64(out var number) && number <= uint.MaxValue
            ? number
            : throw Unusable("estimate");
        return Intrinsic(config) + (used > 0 ? used + Reserve : 0);
    }

    private static ulong Intrinsic(VetConfig config)
    {
        var zeros = (ulong)config.Data.AsSpan().Count((byte)0);
        return Base + (config.To is null ? Creation : Call) + (zeros * ZeroByte) + (((ulong)config.Data.Length - zeros) * OtherByte);
    }

    private static void Write(Utf8JsonWriter body, VetConfig config, byte[] caller)
    {
        body.WriteStartObject();
        body.WriteStartArray("clauses");
        body.WriteStartObject();
        body.WriteString("to", config.To is { } to ? EvmAddress.Lower(to) : null);
        body.WriteString("value", $"0x{config.Value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0') switch { "" => "0", var digits => digits }}");
        body.WriteString("data", $"0x{Convert.ToHexStringLower(config.Data)}");
        body.WriteEndObject();
        body.WriteEndArray();
        if (config.Gas is { } gas)
        {
            body.WriteNumber("gas", gas);
        }

        body.WriteString("caller", EvmAddress.Lower(caller));
        body.WriteEndObject();
    }

    /// <summary>The sentence that a contract failed with (Solidity's <c>Error(string)</c>), in printable ASCII.</summary>
    private static string? Reason(JsonElement result)
    {
        var text = TextOf(result, "data");
        if (text.Length < 10 || text.Length % 2 != 0 || !text.Skip(2).All(char.IsAsciiHexDigit))
        {
            return null;
        }

        var data = Convert.FromHexString(text.AsSpan(2));
        return data.AsSpan().StartsWith(ErrorSelector) && AbiCodec.TryDecode(ErrorTypes, data.AsSpan(ErrorSelector.Length), out var values)
            ? new CallArguments("", values, EvmAddress.Lower).Text(0)
            : null;
    }

    private static string TextOf(JsonElement result, string name)
    {
        const int longest = 2_000;
        return result.Optional(name) is { ValueKind: JsonValueKind.String } text
            ? string.Concat(text.GetString()!.Take(longest).Select(c => c is >= ' ' and <= '~' ? c : '?'))
            : "";
    }

    private static NodeException Unusable(string what) => new($"The node's answer to the {what} is not usable.");

    private async Task<byte[]> GetBlockIdAsync(string block, CancellationToken cancellationToken)
    {
        var answer = await node.GetAsync(Address($"/blocks/{block}"), cancellationToken);
        return answer.ValueKind == JsonValueKind.Object
            && TextOf(answer, "id") is { Length: 2 + (2 * IdLength) } id
            && id.StartsWith("0x", StringComparison.Ordinal)
            && id.Skip(2).All(char.IsAsciiHexDigit)
                ? Convert.FromHexString(id.AsSpan(2))
                : throw Unusable("question for a block");
    }

    private NodeAddress.PublicNode Address(string path) => new(chain, new Uri(network == Network.Mainnet ? Mainnet : Testnet), path);
}
