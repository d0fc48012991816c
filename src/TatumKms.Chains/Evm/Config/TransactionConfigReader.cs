using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Evm.Config;

/// <summary>Reads web3's configuration of a transaction. Members that mean nothing are left aside; those that would change what is signed are not.</summary>
internal sealed class TransactionConfigReader(EvmCoin coin)
{
    private static readonly string[] OfBlobs = ["maxFeePerBlobGas", "blobVersionedHashes", "blobs", "sidecars", "kzg"];
    private static readonly string[] OfCelo = ["feeCurrency", "gatewayFee", "gatewayFeeRecipient"];
    private static readonly string[] OfFeePayers = ["feePayer", "feeRatio", "senderRawTransaction"];

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="RefusedException">It is malformed, contradicts itself, or asks for what is not supported.</exception>
    public TransactionConfig Read(JsonElement config)
    {
        RefuseUnsupported(config);
        var accessList = ReadAccessList(config);
        var data = ReadData(config);
        var type = ReadType(config, accessList is not null);
        return new TransactionConfig
        {
            Type = type,
            From = ReadFrom(config),
            To = ReadTo(config, data),
            Value = config.Number("value") ?? BigInteger.Zero,
            Data = data,
            Gas = ReadGas(config, out var isFixed),
            IsGasFixed = isFixed,
            GasPrice = config.Number("gasPrice"),
            MaxPriorityFeePerGas = config.Number("maxPriorityFeePerGas"),
            MaxFeePerGas = config.Number("maxFeePerGas"),
            Nonce = config.SmallNumber("nonce"),
            ChainId = config.Number("chainId"),
            AccessList = accessList ?? [],
            FeeCurrency = ReadAddress(config, "feeCurrency"),
            GatewayFeeRecipient = ReadAddress(config, "gatewayFeeRecipient"),
            GatewayFee = config.Number("gatewayFee") ?? BigInteger.Zero,
        };
    }

    /// <summary>Reads a member that is an address, or nothing where it is absent, null or empty.</summary>
    /// <exception cref="RefusedException">It is no address.</exception>
    public byte[]? ReadAddress(JsonElement config, string name)
    {
        if (config.Optional(name) is not { } value || (value.ValueKind == JsonValueKind.String && value.ValueEquals("")))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && EvmAddress.TryParse(value.GetString()!, coin.Spelling, out var address)
            ? address
            : throw new RefusedException($"The transaction's '{name}' is not an address of {coin.Chain}: 0x and 40 hexadecimal digits, in mixed case with the right checksum (EIP-55).");
    }

    /// <summary>The sender, where one is named: web3 writes a number for an account of its own, which means nothing here.</summary>
    public byte[]? ReadFrom(JsonElement config) => config.Optional("from") is { ValueKind: JsonValueKind.Number } ? null : ReadAddress(config, "from");

    /// <summary>The call data: hexadecimal with or without <c>0x</c>; an odd number of digits gets a zero in front, as web3 does.</summary>
    /// <exception cref="RefusedException">It is not hexadecimal, or two members contradict each other.</exception>
    public static byte[] ReadData(JsonElement config)
    {
        var (data, input) = (ReadBytes(config, "data"), ReadBytes(config, "input"));
        return data is not null && input is not null && !data.AsSpan().SequenceEqual(input)
            ? throw new RefusedException("The transaction's 'data' and 'input' differ.")
            : data ?? input ?? [];
    }

    private static byte[]? ReadBytes(JsonElement config, string name)
    {
        if (config.Optional(name) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw NotHex(name);
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits.Length % 2 == 0 ? digits : $"0{digits}") : throw NotHex(name);
    }

    private static RefusedException NotHex(string name) => new($"The transaction's '{name}' is not hexadecimal.");

    /// <summary>No recipient, in one of web3's ways of saying so, deploys a contract; then there must be code.</summary>
    private byte[]? ReadTo(JsonElement config, byte[] data)
    {
        var isNobody = config.Optional("to") is { ValueKind: JsonValueKind.String } text && text.ValueEquals("0x");
        var to = isNobody ? null : ReadAddress(config, "to");
        return to is not null || data.Length > 0 ? to : throw new RefusedException("The transaction has neither a recipient ('to') nor code to deploy ('data').");
    }

    private static BigInteger? ReadGas(JsonElement config, out bool isFixed)
    {
        var (gas, gasLimit) = (config.Number("gas"), config.Number("gasLimit"));
        isFixed = gasLimit is { IsZero: false };
        return isFixed ? gasLimit : gas is { IsZero: true } ? null : gas;
    }

    private EvmTransactionType ReadType(JsonElement config, bool hasAccessList)
    {
        var hasTwoPrices = config.Optional("maxFeePerGas") is not null || config.Optional("maxPriorityFeePerGas") is not null;
        var isCelo = coin.Dialect == EvmDialect.Celo;
        var implied = hasTwoPrices
            ? isCelo && config.Optional("feeCurrency") is not null ? EvmTransactionType.CeloDynamicFee : EvmTransactionType.DynamicFee
            : hasAccessList ? EvmTransactionType.AccessList
            : isCelo ? EvmTransactionType.CeloLegacy : EvmTransactionType.Legacy;
        var type = NamedType(config) switch
        {
            null => implied,
            0 => isCelo ? EvmTransactionType.CeloLegacy : EvmTransactionType.Legacy,
            1 => EvmTransactionType.AccessList,
            2 => EvmTransactionType.DynamicFee,
            0x7b when isCelo => EvmTransactionType.CeloDynamicFee,
            3 => throw new RefusedException("Transactions with blobs (EIP-4844, type 3) are not signed here."),
            4 => throw new RefusedException("Transactions that hand over an account to code (EIP-7702, type 4) are not signed here."),
            _ => throw new RefusedException("The transaction's 'type' is not known."),
        };
        CheckFits(config, type, hasTwoPrices, hasAccessList);
        return type;
    }

    private static int? NamedType(JsonElement config)
    {
        if (config.Optional("type") is { ValueKind: JsonValueKind.String } text && text.ValueEquals("LEGACY"))
        {
            return 0;
        }

        return config.Number("type") is { } number ? (int)BigInteger.Min(number, int.MaxValue) : null;
    }

    private static void CheckFits(JsonElement config, EvmTransactionType type, bool hasTwoPrices, bool hasAccessList)
    {
        var wantsTwoPrices = type is EvmTransactionType.DynamicFee or EvmTransactionType.CeloDynamicFee;
        if (wantsTwoPrices && (config.Optional("maxFeePerGas") is null || config.Optional("maxPriorityFeePerGas") is null))
        {
            throw new RefusedException("A transaction with dynamic fees needs both 'maxFeePerGas' and 'maxPriorityFeePerGas'.");
        }

        if (wantsTwoPrices && config.Optional("gasPrice") is not null)
        {
            throw new RefusedException("A transaction has either 'gasPrice' or 'maxFeePerGas' and 'maxPriorityFeePerGas', not both.");
        }

        if (!wantsTwoPrices && hasTwoPrices)
        {
            throw new RefusedException("A transaction of this type has no 'maxFeePerGas'.");
        }

        if (hasAccessList && type is EvmTransactionType.Legacy or EvmTransactionType.CeloLegacy)
        {
            throw new RefusedException("A legacy transaction has no access list.");
        }

        if (type is not (EvmTransactionType.CeloLegacy or EvmTransactionType.CeloDynamicFee) && config.Optional("feeCurrency") is not null)
        {
            throw new RefusedException("A transaction of this type cannot pay its fee in another currency.");
        }

        if (type != EvmTransactionType.CeloLegacy && (config.Optional("gatewayFee") ?? config.Optional("gatewayFeeRecipient")) is not null)
        {
            throw new RefusedException("A transaction of this type has no gateway.");
        }
    }

    private void RefuseUnsupported(JsonElement config)
    {
        if (OfBlobs.Any(name => config.Optional(name) is not null))
        {
            throw new RefusedException("Transactions with blobs (EIP-4844, type 3) are not signed here.");
        }

        if (config.Optional("authorizationList") is not null)
        {
            throw new RefusedException("Transactions that hand over an account to code (EIP-7702, type 4) are not signed here.");
        }

        string[] foreign = coin.Dialect switch
        {
            EvmDialect.Celo => OfFeePayers,
            EvmDialect.Klaytn => [.. OfCelo, .. OfFeePayers],
            _ => [.. OfCelo, .. OfFeePayers],
        };
        if (foreign.FirstOrDefault(name => config.Optional(name) is not null) is { } member)
        {
            throw new RefusedException($"The transaction's '{member}' cannot be honoured in a transaction of this type on {coin.Chain}.");
        }
    }

    private List<AccessedAccount>? ReadAccessList(JsonElement config)
    {
        if (config.Optional("accessList") is not { } list)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw MalformedAccessList();
        }

        var accounts = new List<AccessedAccount>();
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object
                || ReadAddress(element, "address") is not { } address
                || element.Optional("storageKeys") is not { ValueKind: JsonValueKind.Array } keys)
            {
                throw MalformedAccessList();
            }

            accounts.Add(new AccessedAccount(address, [.. keys.EnumerateArray().Select(ReadStorageKey)]));
        }

        return accounts;
    }

    private static byte[] ReadStorageKey(JsonElement key) =>
        key.ValueKind == JsonValueKind.String
        && key.GetString() is { Length: 66 } text
        && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && text.Skip(2).All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text.AsSpan(2))
            : throw MalformedAccessList();

    private static RefusedException MalformedAccessList() =>
        new("The transaction's 'accessList' must be a list of objects with 'address' and 'storageKeys' (0x and 64 hexadecimal digits each).");
}
