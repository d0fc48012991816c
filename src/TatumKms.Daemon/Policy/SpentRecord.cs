using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>What a signed transaction spends: noted when it is signed, so that limits outlive a restart.</summary>
/// <param name="Time">When it was signed.</param>
/// <param name="PendingId">The API's id; a second record of one id replaces the first.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Network">The network.</param>
/// <param name="Wallets">The entries of the store that signed.</param>
/// <param name="Payments">What went, or may go, to others.</param>
public sealed record SpentRecord(
    DateTimeOffset Time,
    string PendingId,
    ChainId Chain,
    Network Network,
    IReadOnlyList<PolicySigner> Wallets,
    IReadOnlyList<PolicyPayment> Payments)
{
    /// <summary>The record of a transaction that is signed now.</summary>
    public static SpentRecord Of(PolicyRequest request, DateTimeOffset now) =>
        new(now, request.PendingId, request.Chain, request.Network, request.Signers, [.. request.Outflows]);

    /// <summary>Writes its members into an object that the caller has begun.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("spentAt", Time);
        json.WriteString("id", PendingId);
        json.WriteString("chain", Chain.Code);
        json.WriteBoolean("testnet", Network == Network.Testnet);
        json.WriteStartArray("wallets");
        foreach (var wallet in Wallets)
        {
            json.WriteStartObject();
            json.WriteString("id", wallet.Id.ToString());
            if (wallet.Label is not null)
            {
                json.WriteString("label", wallet.Label);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("payments");
        foreach (var payment in Payments)
        {
            Write(json, payment);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads the members that <see cref="WriteMembers"/> wrote; others beside them are not minded.</summary>
    /// <exception cref="FormatException">It is not such an object.</exception>
    public static SpentRecord Read(JsonElement json)
    {
        try
        {
            return new SpentRecord(
                json.GetProperty("spentAt").GetDateTimeOffset(),
                Text(json, "id"),
                ChainId.Parse(Text(json, "chain")),
                json.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet,
                [.. json.GetProperty("wallets").EnumerateArray().Select(wallet => new PolicySigner(SignatureId.Parse(Text(wallet, "id")), OptionalText(wallet, "label")))],
                [.. json.GetProperty("payments").EnumerateArray().Select(ReadPayment)]);
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("Not a record of what was spent.", problem);
        }
    }

    private static void Write(Utf8JsonWriter json, PolicyPayment payment)
    {
        json.WriteStartObject();
        json.WriteString("to", payment.Destination);
        if (payment.Token is not null)
        {
            json.WriteString("token", payment.Token);
        }

        json.WriteString("symbol", payment.Amount.Symbol);
        json.WriteNumber("decimals", payment.Amount.Decimals);
        json.WriteString("units", payment.Amount.BaseUnits.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static PolicyPayment ReadPayment(JsonElement json) => new(
        Text(json, "to"),
        OptionalText(json, "token"),
        new Amount(BigInteger.Parse(Text(json, "units"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), json.GetProperty("decimals").GetInt32(), Text(json, "symbol")));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static string? OptionalText(JsonElement json, string name) => json.TryGetProperty(name, out _) ? Text(json, name) : null;
}

/// <summary>A destination that a transaction named for the first time, whatever became of it: its wait begins.</summary>
/// <param name="Time">When.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Network">The network.</param>
/// <param name="Destination">The address.</param>
public sealed record SightingRecord(DateTimeOffset Time, ChainId Chain, Network Network, string Destination)
{
    /// <summary>Writes its members into an object that the caller has begun.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("seenAt", Time);
        json.WriteString("chain", Chain.Code);
        json.WriteBoolean("testnet", Network == Network.Testnet);
        json.WriteString("to", Destination);
    }

    /// <summary>Reads the members that <see cref="WriteMembers"/> wrote.</summary>
    /// <exception cref="FormatException">It is not such an object.</exception>
    public static SightingRecord Read(JsonElement json)
    {
        try
        {
            return new SightingRecord(
                json.GetProperty("seenAt").GetDateTimeOffset(),
                ChainId.Parse(json.GetProperty("chain").GetString()!),
                json.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet,
                json.GetProperty("to").GetString() ?? throw new FormatException("'to' is null."));
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("Not a record of a destination.", problem);
        }
    }
}
