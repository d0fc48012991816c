using System.Text.Json;
using TatumKms.Core;
using TatumKms.Wallets;

namespace TatumKms.Cli.Commands;

/// <summary>What identifies the contents of a wallet file.</summary>
internal static class BackupReport
{
    public static void Write(Utf8JsonWriter json, IWalletSnapshot snapshot)
    {
        json.WriteNumber("generation", snapshot.Generation);
        json.WriteNumber("wallets", snapshot.Wallets.Count);
        json.WriteString("fingerprint", WalletComparison.FingerprintOf(snapshot));
    }

    public static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<SignatureId> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteStringValue(id.ToString());
        }

        json.WriteEndArray();
    }
}
