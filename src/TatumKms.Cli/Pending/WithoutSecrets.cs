using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TatumKms.Cli.Pending;

/// <summary>
/// JSON of the API as it may be shown. Some transactions bring a private key of their own (<c>mintPK</c> of Solana), and whatever
/// else is called like a secret is not shown either.
/// </summary>
internal static class WithoutSecrets
{
    /// <summary>Stands in the place of what is not shown.</summary>
    public const string Mark = "(not shown)";

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] SecretNames =
        ["private", "secret", "mnemonic", "seed", "mintpk", "passphrase", "password", "xprv", "xpriv", "apikey", "wif", "sharedkey"];

    /// <summary>A serialized transaction: where it is JSON, without the values of secrets; other forms have no place for one.</summary>
    public static string OfSerialized(string serialized)
    {
        // Also what only begins like JSON: it may be JSON with a key in it that was damaged on its way.
        if (serialized.AsSpan().TrimStart() is not ['{' or '[' or '"', ..])
        {
            return serialized;
        }

        try
        {
            using var document = JsonDocument.Parse(serialized, Reading);
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, Compact))
            {
                Write(json, document.RootElement);
            }

            return Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return "(malformed JSON, not shown)";
        }
    }

    /// <summary>A value without the values of secrets in it.</summary>
    public static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    WriteMember(json, member);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(json, element);
                }

                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void WriteMember(Utf8JsonWriter json, JsonProperty member)
    {
        if (IsSecret(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
        {
            json.WriteStringValue(Mark);
        }
        else
        {
            Write(json, member.Value);
        }
    }

    private static bool IsSecret(string name) =>
        SecretNames.Any(secret => name.Replace("_", "", StringComparison.Ordinal).Contains(secret, StringComparison.OrdinalIgnoreCase));
}
