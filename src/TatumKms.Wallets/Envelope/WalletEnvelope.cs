using System.Buffers.Text;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Wallets.Envelope;

/// <summary>Encrypts and decrypts version 2 of the wallet file (docs/wallet-format.md).</summary>
internal static class WalletEnvelope
{
    public const int TagLength = 16;

    /// <summary>How every version 2 file begins.</summary>
    public static ReadOnlySpan<byte> Beginning => "{\n  \"format\": \"tatum-kms-wallet\",\n  \"version\": 2,\n"u8;

    /// <summary>The bytes of a file, with a new nonce.</summary>
    public static byte[] Seal(StoreKeys keys, long generation, ReadOnlySpan<byte> plaintext)
    {
        var check = HMACSHA256.HashData(keys.Check, WalletHeader.BytesBeforeCheck(keys.Kdf, keys.Salt));
        var nonce = RandomNumberGenerator.GetBytes(WalletHeader.NonceLength);
        var header = new WalletHeader(keys.Kdf, keys.Salt, check, nonce, generation).BytesBeforeData();
        var dataStart = header.Length + WalletHeader.DataPrefix.Length;
        var dataLength = plaintext.Length + TagLength;
        var dataEnd = dataStart + Base64.GetMaxEncodedToUtf8Length(dataLength);
        var file = new byte[dataEnd + WalletHeader.DataSuffix.Length];
        header.CopyTo(file, 0);
        WalletHeader.DataPrefix.CopyTo(file.AsSpan(header.Length));
        var data = file.AsSpan(dataStart, dataLength);
        using (var cipher = new AesGcm(keys.Encryption, TagLength))
        {
            cipher.Encrypt(nonce, plaintext, data[..^TagLength], data[^TagLength..], header);
        }

        Base64.EncodeToUtf8InPlace(file.AsSpan(dataStart, dataEnd - dataStart), dataLength, out _);
        WalletHeader.DataSuffix.CopyTo(file.AsSpan(dataEnd));
        return file;
    }

    /// <summary>Whether the keys, and so the password, are those of the file.</summary>
    public static bool IsKeyedBy(StoreKeys keys, WalletHeader header)
    {
        var check = HMACSHA256.HashData(keys.Check, WalletHeader.BytesBeforeCheck(header.Kdf, header.Salt));
        return CryptographicOperations.FixedTimeEquals(check, header.Check);
    }

    /// <summary>Decrypts a file whose keys were proven by <see cref="IsKeyedBy"/>.</summary>
    public static SecretBytes Open(StoreKeys keys, EncryptedStore store, StoreErrors errors)
    {
        using var cipher = new AesGcm(keys.Encryption, TagLength);
        var length = store.Data.Length - TagLength;
        try
        {
            return SecretBytes.Create(length, plaintext => cipher.Decrypt(
                store.Header.Nonce,
                store.Data.AsSpan(0, length),
                store.Data.AsSpan(length),
                plaintext,
                store.Header.BytesBeforeData()));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw errors.Damaged("the password is right, but the contents are not what was written");
        }
    }
}
