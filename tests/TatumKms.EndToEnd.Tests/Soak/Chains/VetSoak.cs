using TatumKms.Core;
using TatumKms.Cryptography.Hashing;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>VeChain: the daemon gives each transaction a random nonce, so only the amount tells which payment it is.</summary>
internal sealed class VetSoak(IReadOnlyList<IChain> chains) : SoakChain("VET", chains)
{
    private const int Clauses = 3, Value = 1, HashLength = 32;

    public override SandboxAnswer? Answer(SandboxLookUp question, SoakLedger ledger) => question.Path switch
    {
        "/blocks/0" => Ok("""{"id":"0x000000000b2bce3c70bc649a02749e8687721b09ed2e15997f466536b20bb127"}"""),
        "/blocks/best" => Ok("""{"id":"0x0ca9c020e85c03d7a442a5441d184df3645d90016eb065a36a52a8218a90185e"}"""),
        "/accounts/*" => Ok("""[{"data":"0x","events":[],"transfers":[],"gasUsed":0,"reverted":false,"vmError":""}]"""),
        _ => null,
    };

    protected override string Make(int number) => Invariant($$"""{"to":"0x00000000000000000000000000000000c0ffee00","value":"{{number + 1}}"}""");

    /// <summary>The id is the hash of the unsigned transaction's hash and the sender: https://docs.vechain.org/core-concepts/transactions</summary>
    protected override SoakTransaction Read(string payload)
    {
        var items = Rlp.Items(Convert.FromHexString(payload.AsSpan(2)));
        var unsigned = Blake2b.HashData(Rlp.List(items.SkipLast(1)), HashLength);
        var id = Blake2b.HashData([.. unsigned, .. Convert.FromHexString(Address.AsSpan(2))], HashLength);
        var value = Rlp.Number(Rlp.Items(Rlp.Items(items[Clauses])[0])[Value]);
        return new SoakTransaction(Invariant($"value {value}"), $"0x{Convert.ToHexStringLower(id)}");
    }
}
