using System.Globalization;
using System.Text;
using TatumKms.Chains.Accounts;

namespace TatumKms.Chains.Bnb;

/// <summary>What is hashed and signed: compact JSON whose members are sorted at every level.</summary>
internal static class BnbSigningBytes
{
    /// <summary>Writes it for one transfer.</summary>
    /// <param name="transfer">What is transferred.</param>
    /// <param name="account">Whose signature it is.</param>
    /// <returns>UTF-8; numbers of the account are text, amounts are numbers, characters of HTML are not escaped.</returns>
    public static byte[] Of(BnbTransfer transfer, BnbAccount account) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"account_number":"{{account.Number}}","chain_id":"{{account.ChainId}}","data":null,"memo":{{PendingJson.Quote(transfer.Memo)}},"msgs":[{"inputs":[{{Parties(transfer.Inputs)}}],"outputs":[{{Parties(transfer.Outputs)}}]}],"sequence":"{{account.Sequence}}","source":"0"}
        """));

    private static string Parties(IEnumerable<BnbParty> parties) =>
        string.Join(',', parties.Select(party => $$"""{"address":"{{party.Address}}","coins":[{{string.Join(',', party.Coins.Select(Coin))}}]}"""));

    private static string Coin(BnbCoin coin) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"amount":{{coin.Amount}},"denom":"{{coin.Denomination}}"}""");
}
