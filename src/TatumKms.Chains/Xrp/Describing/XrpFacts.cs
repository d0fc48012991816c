using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Describing;

/// <summary>What a transaction does besides paying, as facts that rules can be made about.</summary>
internal static class XrpFacts
{
    private static readonly string[] PartyFields = ["Destination", "RegularKey", "Authorize", "Holder", "NFTokenMinter", "Owner", "Unauthorize"];

    /// <summary>Fields by which others can get more than the payments say, now or when they take it.</summary>
    private static readonly string[] AllowanceFields = ["SendMax", "TakerGets", "Amount", "Amount2"];

    /// <summary>Settings of an account that give power away, or give it up.</summary>
    private static readonly string[] RulingSettings =
        ["asfDisableMaster", "asfGlobalFreeze", "asfNoFreeze", "asfAllowTrustLineClawback", "asfAuthorizedNFTokenMinter"];

    /// <summary>The operation; nothing for a payment that is nothing but one.</summary>
    public static ContractCall? Call(Fields fields) => fields.Type == "Payment" && !fields.Has("SendMax") ? null
        : new ContractCall(ContractCall.OfNetwork, Selector: null, fields.Type)
        {
            Parties = [.. Parties(fields)],
            Allowances = [.. Allowances(fields)],
        };

    /// <summary>Whether it changes who can sign for the account or has power over its tokens, or ends the account.</summary>
    public static bool IsTakeover(Fields fields) => fields.Type switch
    {
        "AccountDelete" or "SetRegularKey" or "SignerListSet" or "DelegateSet" => true,
        "AccountSet" => fields.Has("SetFlag") && RulingSettings.Contains(Fields.AccountSetFlag(fields.Number("SetFlag"))),
        _ => false,
    };

    private static IEnumerable<string> Parties(Fields fields)
    {
        var single = PartyFields.Where(name => fields.Has(name) && fields.Json(name).ValueKind == JsonValueKind.String).Select(fields.Text);
        var signers = fields.Has("SignerEntries")
            ? fields.Json("SignerEntries").EnumerateArray().Select(element => element.EnumerateObject().First().Value)
                .Where(entry => entry.TryGetProperty("Account", out _)).Select(entry => entry.GetProperty("Account").GetString()!)
            : [];
        return single.Concat(signers);
    }

    /// <summary>Amounts of escrows, channels and the like are payments already; of a payment, what it may cost is not.</summary>
    private static IEnumerable<Payment> Allowances(Fields fields) => AllowanceFields
        .Where(name => fields.Has(name) && (name == "SendMax" || !XrpDescriber.Pays(fields.Type)) && IsAmount(fields.Json(name)))
        .Select(name => new Payment(fields.Has("Destination") ? fields.Text("Destination") : "the market", fields.Amount(name)) { Token = fields.Token(name) });

    private static bool IsAmount(JsonElement value) =>
        value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("value", out _));
}
