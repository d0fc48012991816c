using System.Text;

namespace TatumKms.Wallets.Envelope;

/// <summary>Everything of a version 2 file but its data, and the one way in which it is written.</summary>
internal sealed record WalletHeader(KdfParameters Kdf, byte[] Salt, byte[] Check, byte[] Nonce, long Generation)
{
    public const string Format = "tatum-kms-wallet", KdfName = "scrypt", CipherName = "AES-256-GCM";
    public const int Version = 2, CheckLength = 32, NonceLength = 12;

    /// <summary>The largest integer that every JSON reader keeps exactly (RFC 8259, section 6).</summary>
    public const long MaximumGeneration = (1L << 53) - 1;

    /// <summary>What stands between the header and the data's base64, and after it.</summary>
    public static ReadOnlySpan<byte> DataPrefix => "  \"data\": \""u8;

    public static ReadOnlySpan<byte> DataSuffix => "\"\n}\n"u8;

    /// <summary>The file's bytes before the line of <c>check</c>: what the check is computed over.</summary>
    public static byte[] BytesBeforeCheck(KdfParameters kdf, byte[] salt) => Encoding.ASCII.GetBytes(TextBeforeCheck(kdf, salt));

    /// <summary>The file's bytes before the line of <c>data</c>: the associated data of the cipher.</summary>
    public byte[] BytesBeforeData() => Encoding.ASCII.GetBytes(
        TextBeforeCheck(Kdf, Salt)
        + $"    \"check\": \"{Convert.ToBase64String(Check)}\"\n  }},\n"
        + $"  \"cipher\": {{\n    \"name\": \"{CipherName}\",\n    \"nonce\": \"{Convert.ToBase64String(Nonce)}\"\n  }},\n"
        + $"  \"generation\": {Generation},\n");

    private static string TextBeforeCheck(KdfParameters kdf, byte[] salt) =>
        $"{{\n  \"format\": \"{Format}\",\n  \"version\": {Version},\n"
        + $"  \"kdf\": {{\n    \"name\": \"{KdfName}\",\n    \"n\": {kdf.N},\n    \"r\": {kdf.R},\n    \"p\": {kdf.P},\n"
        + $"    \"salt\": \"{Convert.ToBase64String(salt)}\",\n";
}
