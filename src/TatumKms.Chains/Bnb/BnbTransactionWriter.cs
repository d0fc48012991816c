namespace TatumKms.Chains.Bnb;

/// <summary>Encodes a signed transfer: amino of <c>StdTx</c>, with its length in front.</summary>
internal static class BnbTransactionWriter
{
    // The first bytes of SHA-256 of the types' names: cosmos-sdk's StdTx and Send, tendermint's PubKeySecp256k1 with its length.
    private static ReadOnlySpan<byte> TransactionPrefix => [0xf0, 0x62, 0x5d, 0xee];

    private static ReadOnlySpan<byte> TransferPrefix => [0x2a, 0x2c, 0x87, 0xfa];

    private static ReadOnlySpan<byte> PublicKeyPrefix => [0xeb, 0x5a, 0xe9, 0x87, 33];

    /// <summary>Encodes.</summary>
    /// <param name="transfer">What is transferred.</param>
    /// <param name="account">Whose signature it is.</param>
    /// <param name="publicKey">33 bytes.</param>
    /// <param name="signature">r || s, 64 bytes.</param>
    /// <param name="source">The number of the wallet software that made it; 0, as the original's, is left out.</param>
    public static byte[] Write(BnbTransfer transfer, BnbAccount account, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> signature, long source = 0) =>
        new AminoWriter(TransactionPrefix)
            .Bytes(1, new AminoWriter(TransferPrefix).Each(1, transfer.Inputs, Party).Each(2, transfer.Outputs, Party).ToArray())
            .Bytes(2, new AminoWriter()
                .Bytes(1, [.. PublicKeyPrefix, .. publicKey])
                .Bytes(2, signature)
                .Number(3, account.Number)
                .Number(4, account.Sequence)
                .ToArray())
            .Text(3, transfer.Memo)
            .Number(4, source)
            .ToLengthPrefixedArray();

    private static AminoWriter Party(BnbParty party) => new AminoWriter().Bytes(1, party.AddressBytes).Each(2, party.Coins, Coin);

    private static AminoWriter Coin(BnbCoin coin) => new AminoWriter().Text(1, coin.Denomination).Number(2, coin.Amount);
}
