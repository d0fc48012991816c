namespace TatumKms.Chains.Bnb;

/// <summary>A transfer (<c>MsgSend</c>): who pays what, who receives what, and a note for everybody to read.</summary>
/// <param name="Inputs">Who pays.</param>
/// <param name="Outputs">Who receives; coin by coin as much as is paid.</param>
/// <param name="Memo">The note; may be empty.</param>
internal sealed record BnbTransfer(IReadOnlyList<BnbParty> Inputs, IReadOnlyList<BnbParty> Outputs, string Memo);

/// <summary>One side of a transfer.</summary>
/// <param name="Address">The address as people read it.</param>
/// <param name="AddressBytes">Its 20 bytes.</param>
/// <param name="Coins">What moves, in the order in which it is signed; no coin twice.</param>
internal sealed record BnbParty(string Address, byte[] AddressBytes, IReadOnlyList<BnbCoin> Coins);

/// <summary>An amount of one coin.</summary>
/// <param name="Denomination">The coin's symbol, <c>BNB</c> or <c>BUSD-BD1</c>.</param>
/// <param name="Amount">How much in units of 10^-8, which every coin of the chain has; above 0.</param>
internal readonly record struct BnbCoin(string Denomination, long Amount);
