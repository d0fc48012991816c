using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Utxo;

/// <summary>Private keys of one coin, read from wallet import format.</summary>
internal sealed class UtxoKeys(UtxoCoin coin, ISecp256k1 secp256k1)
{
    /// <summary>Does something with a key while its bytes exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> key, bool compressed);

    /// <summary>Reads a key, hands it over, and zeroes it.</summary>
    /// <exception cref="KmsException">The text is no key of this coin and network (<see cref="KmsError.Usage"/>).</exception>
    public T With<T>(Network network, SecretBytes privateKey, Use<T> use)
    {
        Span<byte> key = stackalloc byte[32];
        try
        {
            var problem = Wif.TryParse(privateKey.Span, coin.For(network).WifVersion, key, out var compressed);
            if (problem == Wif.Problem.OtherNetwork)
            {
                var other = network == Network.Mainnet ? "the test network" : "the main network";
                throw Unusable(
                    $"The private key is not one of {coin.Chain} {network.Name()}.",
                    $"It may belong to {other} (see --testnet) or to another coin.");
            }

            if (problem != Wif.Problem.None)
            {
                throw Unusable(
                    $"The private key is not in wallet import format, which {coin.Chain} uses.",
                    "Such a key is Base58 text of 51 or 52 characters; check that all of it was copied.");
            }

            if (!secp256k1.IsValidPrivateKey(key))
            {
                throw Unusable("The private key is outside the range of the curve secp256k1.", "It was not made by a wallet; use another key.");
            }

            return use(key, compressed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The public key in the form, compressed or not, that the text asks for.</summary>
    public byte[] PublicKey(Network network, SecretBytes privateKey) =>
        With(network, privateKey, (key, compressed) => secp256k1.GetPublicKey(key, compressed));

    private static KmsException Unusable(string message, string hint) => new(KmsError.Usage, message, hint);
}
