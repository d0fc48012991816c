using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Cli.Reports;

/// <summary>What a report says of one entry of the store; no summary means that there is none.</summary>
internal sealed record WalletReport(WalletSummary? Summary, string Type, string? Path, IReadOnlyList<string> Warnings)
{
    private static readonly string[] TextFields =
        [WalletEntry.MnemonicField, WalletEntry.XpubField, WalletEntry.PrivateKeyField, WalletEntry.SecretField, WalletEntry.AddressField];

    /// <summary>Looks an entry over: which kind it is, whether its members have the right form, whether its chain can use it.</summary>
    public static WalletReport Make(IWalletSnapshot snapshot, SignatureId id, ChainRegistry chains)
    {
        var summary = snapshot.Wallets.FirstOrDefault(wallet => wallet.Id == id);
        if (summary is null)
        {
            return new WalletReport(null, "", null, [$"No such wallet for signatureId '{id}'."]);
        }

        using var json = snapshot.FindJson(id)!;
        using var entry = JsonDocument.Parse(json.Memory);
        var malformed = TextFields
            .Where(name => entry.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.String)
            .Select(name => $"Field '{name}' is not a string.")
            .ToList();
        var (path, warnings) = malformed.Count > 0 ? (null, malformed) : TryOut(snapshot, id, chains);
        return new WalletReport(summary, TypeOf(entry.RootElement), path, warnings);
    }

    /// <summary>Writes the entry as a member that is named by its id.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(Summary!.Id.ToString());
        json.WriteString("type", Type);
        json.WriteString("chain", Summary.Chain.Code);
        json.WriteBoolean("testnet", Summary.Network == Network.Testnet);
        if (Path is not null)
        {
            json.WriteString("path", Path);
        }

        WriteWarnings(json, Warnings);
        json.WriteEndObject();
    }

    /// <summary>Writes a list of warnings where there are any.</summary>
    public static void WriteWarnings(Utf8JsonWriter json, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0)
        {
            return;
        }

        json.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
    }

    private static string TypeOf(JsonElement entry) =>
        entry.TryGetProperty(WalletEntry.MnemonicField, out _) ? "MNEMONIC"
        : entry.TryGetProperty(WalletEntry.PrivateKeyField, out _) ? "PRIVATE_KEY"
        : entry.TryGetProperty(WalletEntry.SecretField, out _) ? "SECRET"
        : "OTHER";

    private static (string? Path, IReadOnlyList<string> Warnings) TryOut(IWalletSnapshot snapshot, SignatureId id, ChainRegistry chains)
    {
        try
        {
            using var entry = snapshot.Find(id)!;
            if (!chains.TryGet(entry.Chain, out var chain))
            {
                return (null, [$"This version cannot work with keys of {entry.Chain}."]);
            }

            chain.DeriveAddress(entry, 0);
            return (chain.MnemonicPath(entry), []);
        }
        catch (KmsException problem)
        {
            return (null, [problem.Message]);
        }
    }
}
