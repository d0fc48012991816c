using TatumKms.Chains.Ada.Cbor;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Ada.Transactions;

/// <summary>
/// What the server writes down for a transaction: the CBOR array of the body in hexadecimal text and of data of its own, which go
/// back to it as they are.
/// </summary>
/// <param name="Body">The body's bytes.</param>
/// <param name="Extra">The server's own data, one CBOR item.</param>
internal sealed record UnsignedTransaction(byte[] Body, byte[] Extra)
{
    private const int HashLength = 32;

    /// <summary>The hash of the body: what is signed, and the transaction's id.</summary>
    public byte[] Hash { get; } = Blake2b.HashData(Body, HashLength);

    /// <summary>Reads the server's bytes.</summary>
    /// <exception cref="RefusedException">They are malformed.</exception>
    public static UnsignedTransaction Read(ReadOnlySpan<byte> cbor)
    {
        try
        {
            var reader = new CborReader(cbor);
            reader.ReadArray(2);
            var body = Convert.FromHexString(reader.ReadText());
            var extra = reader.ReadItem().ToArray();
            reader.End();
            return new UnsignedTransaction(body, extra);
        }
        catch (FormatException)
        {
            throw new RefusedException("The server's unsigned transaction is malformed; nothing was signed.");
        }
    }

    /// <summary>
    /// The signed transaction in the server's form: body, witnesses, "valid" and no auxiliary data, as the ledger has it, in hexadecimal text
    /// beside the server's own data.
    /// </summary>
    /// <param name="witnesses">Public keys and signatures.</param>
    /// <param name="tagSet">Whether the set of witnesses bears the tag of sets, as those of the body do.</param>
    public byte[] Sign(IReadOnlyList<(byte[] PublicKey, byte[] Signature)> witnesses, bool tagSet)
    {
        var transaction = new CborWriter().Array(4).Raw(Body).Map(1).Unsigned(0);
        if (tagSet)
        {
            transaction.Tag(AdaBody.SetTag);
        }

        transaction.Array(witnesses.Count);
        foreach (var (publicKey, signature) in witnesses)
        {
            transaction.Array(2).Bytes(publicKey).Bytes(signature);
        }

        var ledger = transaction.True().Null().ToArray();
        return new CborWriter().Array(2).Text(Convert.ToHexStringLower(ledger)).Raw(Extra).ToArray();
    }
}
