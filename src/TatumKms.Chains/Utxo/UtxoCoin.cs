using TatumKms.Core;

namespace TatumKms.Chains.Utxo;

/// <summary>What sets one coin of the Bitcoin family apart: numbers, no code.</summary>
internal sealed record UtxoCoin
{
    /// <summary>The chain's code; also the symbol of its amounts.</summary>
    public required ChainId Chain { get; init; }

    /// <summary>The path of the endpoint that takes signed transactions.</summary>
    public required string BroadcastPath { get; init; }

    /// <summary>The most coins that can exist, in base units; no amount may exceed it.</summary>
    public required long MaxMoney { get; init; }

    /// <summary>How the API writes down unsigned transactions.</summary>
    public SerializedForm Form { get; init; } = SerializedForm.Bitcore;

    /// <summary>The fee above which a transaction is refused.</summary>
    public required FeeLimit FeeLimit { get; init; }

    /// <summary>The witness version that moves coins into extension blocks (MWEB), where the coin has them; such outputs are refused.</summary>
    public int? ExtensionBlockVersion { get; init; }

    /// <summary>What the network's nodes would not relay, refused before it is signed; nothing where the fee limit is all.</summary>
    public DogecoinRules? BroadcastRules { get; init; }

    /// <summary>The main network.</summary>
    public required UtxoNetwork Mainnet { get; init; }

    /// <summary>The test network.</summary>
    public required UtxoNetwork Testnet { get; init; }

    /// <summary>Whether the coin has segwit, and with it taproot.</summary>
    public bool HasSegwit => Mainnet.SegwitPrefix is not null;

    /// <summary>The coin with the limits that the owner has set.</summary>
    public UtxoCoin With(ChainOptions options) => this with { FeeLimit = FeeLimit.With(options) };

    /// <summary>The numbers of one of the two networks.</summary>
    public UtxoNetwork For(Network network) => network == Network.Mainnet ? Mainnet : Testnet;
}

/// <summary>Version bytes, prefixes and the account path of one network of a coin.</summary>
internal sealed record UtxoNetwork
{
    /// <summary>The path of the account's extended key; the key of an index is its non-hardened child.</summary>
    public required string AccountPath { get; init; }

    /// <summary>The four version bytes of a serialized extended public key (BIP-32).</summary>
    public required uint XpubVersion { get; init; }

    /// <summary>The version byte of a private key in wallet import format.</summary>
    public required byte WifVersion { get; init; }

    /// <summary>The version byte of a P2PKH address.</summary>
    public required byte PubKeyHashVersion { get; init; }

    /// <summary>The version byte of a P2SH address.</summary>
    public required byte ScriptHashVersion { get; init; }

    /// <summary>The human-readable part of segwit addresses (BIP-173), or nothing where the coin has no segwit.</summary>
    public string? SegwitPrefix { get; init; }

    /// <summary>The prefix of cashaddr addresses, or nothing where the coin writes hashes in Base58Check.</summary>
    public string? CashPrefix { get; init; }

    /// <summary>The kind of address that a derived key receives at.</summary>
    public required UtxoAddressKind AddressKind { get; init; }
}

/// <summary>The kinds of address that the original derives.</summary>
internal enum UtxoAddressKind
{
    /// <summary>The public key's hash, in Base58Check or cashaddr.</summary>
    PubKeyHash,

    /// <summary>Bech32 of the public key's hash (BIP-173), whatever the purpose in the path says.</summary>
    WitnessPubKeyHash,
}

/// <summary>The forms in which the API delivers unsigned transactions.</summary>
internal enum SerializedForm
{
    /// <summary>The JSON of a bitcore transaction.</summary>
    Bitcore,

    /// <summary>Hexadecimal, a colon and the list of the inputs' amounts.</summary>
    BitcoinCash,
}
