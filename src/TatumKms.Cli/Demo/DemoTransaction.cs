using System.Text.Json;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Cli.Demo;

/// <summary>
/// A payment on Bitcoin's testnet that spends an output that never was: 0.00250000 BTC of one address, of which another gets
/// 0.00150000 and the change goes back. Both addresses are P2WPKH (BIP-141).
/// </summary>
internal sealed class DemoTransaction
{
    public const long Paid = 150_000, Fee = 1_000;

    private const long Spent = 250_000;
    private const uint Sequence = 0xFFFFFFFF;
    private readonly string _spentTransaction;
    private readonly byte[] _payerScript;
    private readonly (long Satoshis, byte[] Script)[] _outputs;

    /// <param name="payer">Who pays, and gets the change.</param>
    /// <param name="payee">Who is paid.</param>
    /// <param name="spentTransaction">The id of the transaction whose first output is spent, 32 bytes in hexadecimal.</param>
    public DemoTransaction(string payer, string payee, string spentTransaction)
    {
        _spentTransaction = spentTransaction;
        _payerScript = ScriptOf(payer);
        _outputs = [(Paid, ScriptOf(payee)), (Spent - Paid - Fee, _payerScript)];
        TransactionId = ReversedHex(Sha256d.HashData(Serialize()));
    }

    /// <summary>The id: signatures of P2WPKH inputs are not part of it.</summary>
    public string TransactionId { get; }

    /// <summary>The pending transaction as the Tatum API delivers it.</summary>
    /// <param name="id">The API's id.</param>
    /// <param name="signer">The entry that shall sign.</param>
    public string ToPendingJson(string id, SignatureId signer)
    {
        var serialized = JsonSerializer.Serialize(new
        {
            hash = TransactionId,
            version = 2,
            inputs = new[]
            {
                new
                {
                    prevTxId = _spentTransaction,
                    outputIndex = 0,
                    sequenceNumber = Sequence,
                    script = "",
                    scriptString = "",
                    output = new { satoshis = Spent, script = Convert.ToHexStringLower(_payerScript) },
                },
            },
            outputs = _outputs.Select(output => new { satoshis = output.Satoshis, script = Convert.ToHexStringLower(output.Script) }),
            nLockTime = 0,
        });
        return JsonSerializer.Serialize(new { id, chain = "BTC", hashes = new[] { signer.ToString() }, serializedTransaction = serialized });
    }

    // BIP-144's serialization without marker, flag and witness.
    private byte[] Serialize()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(2);
        writer.Write((byte)1);
        writer.Write(Reversed(Convert.FromHexString(_spentTransaction)));
        writer.Write(0);
        writer.Write((byte)0);
        writer.Write(Sequence);
        writer.Write((byte)_outputs.Length);
        foreach (var (satoshis, script) in _outputs)
        {
            writer.Write(satoshis);
            writer.Write((byte)script.Length);
            writer.Write(script);
        }

        writer.Write(0);
        return stream.ToArray();
    }

    private static byte[] ScriptOf(string address)
    {
        if (!SegwitAddress.TryDecode("tb", address, out _, out var program))
        {
            throw new FormatException("The demo pays to addresses of version 0 on testnet.");
        }

        return [0, (byte)program.Length, .. program];
    }

    private static byte[] Reversed(byte[] bytes)
    {
        Array.Reverse(bytes);
        return bytes;
    }

    private static string ReversedHex(byte[] hash) => Convert.ToHexStringLower(Reversed(hash));
}
