using System.Buffers.Binary;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>The XRP Ledger: the API gives each transaction its sequence number.</summary>
internal sealed class XrpSoak(IReadOnlyList<IChain> chains) : SoakChain("XRP", chains)
{
    // Type (3 bytes) and flags (5 bytes) come first, then the sequence number behind its field code 0x24.
    private const int SequenceOffset = 8;
    private const byte SequenceField = 0x24;

    protected override string Make(int number) => Invariant(
        $$"""{"TransactionType":"Payment","Account":"{{Address}}","Destination":"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B","Amount":"{{number + 1_000_000}}","Fee":"12","Sequence":{{number + 7}},"LastLedgerSequence":9000000,"Flags":0}""");

    protected override SoakTransaction Read(string payload)
    {
        var raw = Convert.FromHexString(payload);
        Assert.Equal(SequenceField, raw[SequenceOffset]);
        var id = SHA512.HashData([.. "TXN\0"u8, .. raw]).AsSpan(0, 32);
        return new SoakTransaction(
            Invariant($"sequence {BinaryPrimitives.ReadUInt32BigEndian(raw.AsSpan(SequenceOffset + 1))}"), Convert.ToHexString(id));
    }
}
