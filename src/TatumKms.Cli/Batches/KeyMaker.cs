using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Cli.Batches;

/// <summary>
/// Makes the keys of a batch, each from a mnemonic of its own. A wallet costs the seed of its mnemonic, and a key of it costs
/// that again; where the key follows from the mnemonic alone, which is tried out first, the wallet is left out.
/// </summary>
internal sealed class KeyMaker
{
    // The original's choice, kept so that nobody mistakes these keys for those of a wallet's first index.
    private const uint KeyIndex = 1;

    private readonly IChain _chain;
    private readonly Network _network;
    private readonly bool _needsNoWallet;

    public KeyMaker(IChain chain, Network network)
    {
        (_chain, _network) = (chain, network);
        using var wallet = chain.GenerateWallet(network);
        _needsNoWallet = KeyFollowsFromMnemonic(wallet);
    }

    /// <summary>A new entry; the caller disposes it.</summary>
    public WalletEntry Make()
    {
        using var wallet = _needsNoWallet ? MakeMnemonic() : _chain.GenerateWallet(_network);
        using var privateKey = _chain.DerivePrivateKey(wallet, KeyIndex);
        return _chain.ImportPrivateKey(_network, privateKey);
    }

    public string AddressOf(WalletEntry entry) => _chain.DeriveAddress(entry, 0);

    /// <summary>Whether a stored key can be one of this batch.</summary>
    public bool Fits(WalletSummary stored) => stored.Chain == _chain.Id && stored.Network == _network;

    private bool KeyFollowsFromMnemonic(WalletEntry wallet)
    {
        if (wallet.Mnemonic is not { } mnemonic || Bip39.Check(mnemonic.Span) is not null)
        {
            return false;
        }

        try
        {
            using var bare = Bare(mnemonic.Copy());
            using var expected = _chain.DerivePrivateKey(wallet, KeyIndex);
            using var derived = _chain.DerivePrivateKey(bare, KeyIndex);
            return derived.FixedTimeEquals(expected.Span);
        }
        catch (KmsException)
        {
            return false;
        }
    }

    private WalletEntry MakeMnemonic()
    {
        var words = Bip39.Generate();
        try
        {
            return Bare(new SecretBytes(words));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(words);
        }
    }

    private WalletEntry Bare(SecretBytes mnemonic) => new(_chain.Id, _network, [new WalletField(WalletEntry.MnemonicField, mnemonic)]);
}
