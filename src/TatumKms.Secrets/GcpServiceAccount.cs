using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>A service account of Google Cloud, from the file with its key.</summary>
internal sealed class GcpServiceAccount : IDisposable
{
    private const int MaxFile = 64 * 1024;
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly string _email;
    private readonly string? _keyId;
    private readonly RSA _key;

    private GcpServiceAccount(string email, string? keyId, Uri tokenAddress, RSA key) =>
        (_email, _keyId, TokenAddress, _key) = (email, keyId, tokenAddress, key);

    /// <summary>Where its signed question is exchanged for a token.</summary>
    public Uri TokenAddress { get; }

    /// <summary>Reads the file that <c>GOOGLE_APPLICATION_CREDENTIALS</c> names.</summary>
    /// <exception cref="KmsException">It cannot be read, or is not the file of a service account (<see cref="KmsError.Configuration"/>).</exception>
    public static GcpServiceAccount Read(string path)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaxFile + 1, pinned: true);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length <= MaxFile ? Parse(buffer.AsSpan(0, length)) : throw Unusable($"is larger than {MaxFile / 1024} KiB");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(
                KmsError.Configuration, $"The Google credentials file '{path}' cannot be read: {cause.Message}", "Check GOOGLE_APPLICATION_CREDENTIALS.", cause);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>The form that is exchanged for a token (RFC 7523): whoever has it can get the token, so the caller zeroes it.</summary>
    public byte[] CreateTokenRequest(DateTimeOffset now)
    {
        var header = Encode(writer =>
        {
            writer.WriteString("alg", "RS256");
            writer.WriteString("typ", "JWT");
            if (_keyId is not null)
            {
                writer.WriteString("kid", _keyId);
            }
        });
        var claims = Encode(writer =>
        {
            writer.WriteString("iss", _email);
            writer.WriteString("scope", Scope);
            writer.WriteString("aud", TokenAddress.OriginalString);
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
        });

        byte[] signed = [.. header, (byte)'.', .. claims];
        var signature = _key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return [.. "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="u8, .. signed, (byte)'.', .. Base64Url.EncodeToUtf8(signature)];
    }

    public void Dispose() => _key.Dispose();

    private static GcpServiceAccount Parse(ReadOnlySpan<byte> json)
    {
        CheckType(TextOf(json, "type"));
        var email = TextOf(json, "client_email") ?? throw Unusable("has no client_email");
        var tokenAddress = SecretAddress.Parse(
            TextOf(json, "token_uri") ?? throw Unusable("has no token_uri"), "token_uri in the Google credentials file");
        using var pem = SecretText.Find(json, "private_key") ?? throw Unusable("has no private_key");
        return new GcpServiceAccount(email, TextOf(json, "private_key_id"), tokenAddress, ImportKey(pem.Span));
    }

    private static void CheckType(string? type)
    {
        var what = type switch
        {
            "service_account" => null,
            "authorized_user" => "holds the login of a person (authorized_user)",
            "external_account" or "external_account_authorized_user" => "describes a federated identity (external_account)",
            "impersonated_service_account" => "describes an impersonation (impersonated_service_account)",
            null => "is not one: it is no JSON with a type",
            _ => "is of a type that is not known",
        };
        if (what is not null)
        {
            throw Unusable(what);
        }
    }

    private static RSA ImportKey(ReadOnlySpan<byte> pem)
    {
        var characters = GC.AllocateUninitializedArray<char>(Encoding.UTF8.GetCharCount(pem), pinned: true);
        var key = RSA.Create();
        try
        {
            Encoding.UTF8.GetChars(pem, characters);
            key.ImportFromPem(characters);
            return key;
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            // The exception may quote the key; it goes no further.
            key.Dispose();
            throw Unusable("has a private_key that is no RSA key in PEM");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(characters.AsSpan()));
        }
    }

    private static byte[] Encode(Action<Utf8JsonWriter> write)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Base64Url.EncodeToUtf8(json.ToArray());
    }

    private static string? TextOf(ReadOnlySpan<byte> json, string member)
    {
        using var text = SecretText.Find(json, member);
        return text is null ? null : Encoding.UTF8.GetString(text.Span);
    }

    private static KmsException Unusable(string what) => new(
        KmsError.Configuration,
        $"The Google credentials file {what}.",
        "GOOGLE_APPLICATION_CREDENTIALS must name the JSON file of a service account's key; without it the account of the machine is used.");
}
