using System.Text.Json;
using TatumKms.Chains.Xrp.Transactions;

namespace TatumKms.Chains.Xrp.Describing;

/// <summary>What a type of transaction does, in sentences; what can cost an account or its money is said by name.</summary>
internal static class Headlines
{
    private const long PartialPayment = 0x0002_0000, SellOffer = 0x0008_0000, SellToken = 1;
    private const long SetFreeze = 0x0010_0000, SetDeepFreeze = 0x0040_0000, SetAuth = 0x0001_0000, CloseChannel = 0x0002_0000, LockTokens = 1;

    /// <summary>The sentences for a transaction; none for a payment that is nothing but one.</summary>
    public static IEnumerable<string> Of(Fields fields) => fields.Type switch
    {
        "Payment" => Payment(fields),
        "AccountDelete" => [$"Account deletion: {fields.Account} is deleted for good, and all its XRP goes to {fields.Text("Destination")}."],
        "SetRegularKey" => [RegularKey(fields)],
        "SignerListSet" => [SignerList(fields)],
        "AccountSet" => AccountSet(fields),
        "DelegateSet" => [Delegation(fields)],
        "TrustSet" => TrustLine(fields),
        "OfferCreate" => [Offer(fields)],
        "NFTokenCreateOffer" => [TokenOffer(fields)],
        "Batch" => [$"Batch: {XrpTransaction.Inner(fields.Whole).Count()} transactions are carried out together; each is described below."],
        "CheckCreate" => [$"Check: {fields.Text("Destination")} may collect up to {fields.Amount("SendMax")} from {fields.Account}."],
        "Clawback" or "AMMClawback" or "VaultClawback" or "LoanBrokerCoverClawback" or "ConfidentialMPTClawback" =>
            [$"Clawback: {fields.Account} takes tokens away from another account ({fields.Type})."],
        "NFTokenBurn" => [$"The token {fields.Text("NFTokenID")} is destroyed."],
        "MPTokenIssuanceSet" when fields.Has(LockTokens) => ["Freeze: multi-purpose tokens are locked (MPTokenIssuanceSet)."],
        "PaymentChannelClaim" when fields.Has(CloseChannel) => ["PaymentChannelClaim: the payment channel is asked to close."],
        _ => [$"{fields.Type} by {fields.Account}; its fields follow."],
    };

    private static IEnumerable<string> Payment(Fields fields)
    {
        if (fields.Has("SendMax"))
        {
            yield return $"Up to {fields.Amount("SendMax")} is spent to deliver {fields.Amount("Amount")}.";
        }

        if (fields.Has(PartialPayment))
        {
            var least = fields.Has("DeliverMin") ? $"but at least {fields.Amount("DeliverMin")}" : "down to nearly nothing";
            yield return $"Partial payment: less than {fields.Amount("Amount")} may be delivered, {least}.";
        }

        if (fields.Has("Paths"))
        {
            yield return "The payment may be converted on the way, through the accounts and currencies of its paths.";
        }
    }

    private static string RegularKey(Fields fields) => fields.Has("RegularKey")
        ? $"Account takeover: whoever holds the key of {fields.Text("RegularKey")} can sign for {fields.Account} from now on (SetRegularKey)."
        : $"The regular key of {fields.Account} is taken away (SetRegularKey).";

    private static string SignerList(Fields fields)
    {
        if (fields.Number("SignerQuorum") == 0)
        {
            return $"The list of signers of {fields.Account} is deleted (SignerListSet).";
        }

        var signers = fields.Has("SignerEntries") ? fields.Json("SignerEntries").EnumerateArray().Select(Signer) : [];
        var quorum = fields.Number("SignerQuorum");
        return $"Account takeover: these can sign for {fields.Account} together, with a weight of {quorum}: {string.Join(", ", signers)} (SignerListSet).";
    }

    private static string Signer(JsonElement element)
    {
        var entry = element.EnumerateObject().First().Value;
        var account = entry.TryGetProperty("Account", out var address) ? address.GetString() : "somebody without an address";
        return $"{account} (weight {(entry.TryGetProperty("SignerWeight", out var weight) ? weight.GetRawText() : "none")})";
    }

    private static IEnumerable<string> AccountSet(Fields fields)
    {
        yield return $"Settings of {fields.Account} change (AccountSet); its fields follow.";
        var warning = (fields.Has("SetFlag") ? Fields.AccountSetFlag(fields.Number("SetFlag")) : "") switch
        {
            "asfDisableMaster" => $"Account takeover: the master key of {fields.Account} is disabled (asfDisableMaster);"
                + " only a regular key or a list of signers can sign then.",
            "asfGlobalFreeze" => $"Freeze: all tokens that {fields.Account} has issued are frozen (asfGlobalFreeze).",
            "asfNoFreeze" => $"{fields.Account} gives up the right to freeze its tokens for good (asfNoFreeze).",
            "asfAllowTrustLineClawback" => $"{fields.Account} may claw back the tokens that it issues, for good (asfAllowTrustLineClawback).",
            "asfAuthorizedNFTokenMinter" => $"Delegation: another account may mint NFTs in the name of {fields.Account} (asfAuthorizedNFTokenMinter).",
            _ => null,
        };
        if (warning is not null)
        {
            yield return warning;
        }

        if (fields.Has("ClearFlag") && Fields.AccountSetFlag(fields.Number("ClearFlag")) == "asfDisableMaster")
        {
            yield return $"The master key of {fields.Account} can sign again (asfDisableMaster is cleared).";
        }
    }

    private static string Delegation(Fields fields)
    {
        var permissions = fields.Json("Permissions").EnumerateArray()
            .Select(element => element.EnumerateObject().First().Value)
            .Select(permission => permission.TryGetProperty("PermissionValue", out var value) ? value.GetString() : "an unnamed permission")
            .ToArray();
        return permissions.Length == 0
            ? $"{fields.Text("Authorize")} may no longer act for {fields.Account} (DelegateSet)."
            : $"Delegation: {fields.Text("Authorize")} may act for {fields.Account}: {string.Join(", ", permissions)} (DelegateSet).";
    }

    private static IEnumerable<string> TrustLine(Fields fields)
    {
        if (fields.Has("LimitAmount"))
        {
            yield return $"Trust line: {fields.Account} holds up to {fields.Amount("LimitAmount")}.";
        }

        if (fields.Has(SetFreeze) || fields.Has(SetDeepFreeze))
        {
            yield return $"Freeze: the trust line is {(fields.Has(SetDeepFreeze) ? "deep-frozen" : "frozen")} (TrustSet).";
        }

        if (fields.Has(SetAuth))
        {
            yield return "The other account is authorized to hold the tokens (tfSetfAuth).";
        }
    }

    private static string Offer(Fields fields)
    {
        var all = fields.Has(SellOffer) ? ", and sells all of it even when less would do" : "";
        return $"Offer: {fields.Account} gives {fields.Amount("TakerGets")} for {fields.Amount("TakerPays")}{all}.";
    }

    private static string TokenOffer(Fields fields) => fields.Has(SellToken)
        ? $"Offer: {fields.Account} sells the NFT {fields.Text("NFTokenID")} for {fields.Amount("Amount")}."
        : $"Offer: {fields.Account} buys the NFT {fields.Text("NFTokenID")} for {fields.Amount("Amount")}.";
}
