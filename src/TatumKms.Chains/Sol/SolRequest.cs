using System.Runtime.InteropServices;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Core;

namespace TatumKms.Chains.Sol;

/// <summary>
/// The serialized transaction: JSON with the message in hexadecimal (<c>txData</c>) and, where an account of its own is created, that
/// account's private key (<c>mintPK</c>). Other members say nothing about what is signed; they are ignored, as in the original.
/// </summary>
/// <param name="Message">What is to be signed.</param>
/// <param name="ExtraSigner">The address of the key that the transaction brings, or nothing.</param>
internal sealed record SolRequest(SolMessage Message, SolAddress? ExtraSigner)
{
    private const string Place = "The serialized transaction", MintKey = "mintPK";

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">It is malformed; nothing of the key is repeated.</exception>
    public static SolRequest Read(string serialized)
    {
        using var json = PendingJson.Parse(serialized, Place);
        var root = json.RootElement.Object(Place);
        var extra = WithExtraKey(root, (_, publicKey) => new SolAddress(publicKey));
        return new SolRequest(SolMessageReader.Read(Bytes(PendingJson.TextOf(root, "txData", Place))), extra);
    }

    /// <summary>Does something with the key that the transaction brings; the result is nothing where there is none.</summary>
    /// <exception cref="RefusedException">It is malformed.</exception>
    public static T? WithExtraKey<T>(string serialized, SolKeys.Use<T> use)
        where T : class
    {
        using var json = PendingJson.Parse(serialized, Place);
        return WithExtraKey(json.RootElement.Object(Place), use);
    }

    private static T? WithExtraKey<T>(JsonElement root, SolKeys.Use<T> use)
        where T : class
    {
        if (root.Optional(MintKey) is not { } key)
        {
            return null;
        }

        try
        {
            // The raw bytes lie in the document's buffer, which is zeroed with it; a string would stay in the heap. Keys have no
            // character that JSON escapes.
            return key.ValueKind == JsonValueKind.String
                ? SolKeys.With(JsonMarshal.GetRawUtf8Value(key)[1..^1], use)
                : throw new RefusedException($"{Place}: '{MintKey}' must be text.");
        }
        catch (KmsException exception)
        {
            throw new RefusedException($"{Place}: '{MintKey}' is unusable. {exception.Message}");
        }
    }

    private static byte[] Bytes(string hex)
    {
        try
        {
            return Convert.FromHexString(hex);
        }
        catch (FormatException)
        {
            throw new RefusedException($"{Place}: 'txData' must be hexadecimal.");
        }
    }
}
