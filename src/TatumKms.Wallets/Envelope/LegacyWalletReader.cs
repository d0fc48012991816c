using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Wallets.Envelope;

/// <summary>
/// Reads a file of the original: the passphrase encryption of CryptoJS, which is OpenSSL's <c>Salted__</c> form with
/// EVP_BytesToKey (MD5, one round) and AES-256-CBC, in one line of base64.
/// </summary>
internal static class LegacyWalletReader
{
    private const int KeyLength = 32, BlockLength = 16, SaltLength = 8, HashLength = 16;

    /// <summary>The base64 of <c>Salted__</c>, as far as it does not depend on the salt.</summary>
    private static ReadOnlySpan<byte> Beginning => "U2FsdGVkX1"u8;

    private static ReadOnlySpan<byte> Magic => "Salted__"u8;

    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith(Beginning);

    /// <summary>
    /// Decrypts. Nothing in the format proves the password, so what comes out is only trusted when it also proves to be
    /// a wallet's JSON, which is the caller's part.
    /// </summary>
    public static SecretBytes Decrypt(ReadOnlySpan<byte> file, SecretBytes password, StoreErrors errors)
    {
        var message = Decode(WithoutNewline(file), errors);
        var salt = message.AsSpan(Magic.Length, SaltLength);
        var ciphertext = message.AsSpan(Magic.Length + SaltLength);
        using var keys = DeriveKeyAndIv(password, salt.ToArray());
        using var aes = Aes.Create();
        aes.SetKey(keys.Span[..KeyLength]);
        var padded = GC.AllocateUninitializedArray<byte>(ciphertext.Length, pinned: true);
        try
        {
            aes.DecryptCbc(ciphertext, keys.Span[KeyLength..], padded, PaddingMode.None);
            return TryGetUnpaddedLength(padded, out var length)
                ? new SecretBytes(padded.AsSpan(0, length))
                : throw errors.WrongPasswordOrDamaged();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }

    private static ReadOnlySpan<byte> WithoutNewline(ReadOnlySpan<byte> file)
    {
        var line = file.EndsWith("\n"u8) ? file[..^1] : file;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private static byte[] Decode(ReadOnlySpan<byte> base64, StoreErrors errors)
    {
        var message = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        var valid = Base64.DecodeFromUtf8(base64, message, out _, out var length) == OperationStatus.Done
            && base64.Length == Base64.GetMaxEncodedToUtf8Length(length)
            && length >= Magic.Length + SaltLength + BlockLength
            && (length - Magic.Length - SaltLength) % BlockLength == 0
            && message.AsSpan().StartsWith(Magic);
        return valid ? message[..length] : throw errors.Damaged("it is not the one line of base64 text that it should be");
    }

    /// <summary>EVP_BytesToKey with MD5 and one round: D(i) = MD5(D(i-1) || password || salt), until there is enough.</summary>
    private static SecretBytes DeriveKeyAndIv(SecretBytes password, byte[] salt) =>
        SecretBytes.Create(KeyLength + BlockLength, output =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            for (var start = 0; start < output.Length; start += HashLength)
            {
                if (start > 0)
                {
                    hash.AppendData(output.Slice(start - HashLength, HashLength));
                }

                hash.AppendData(password.Span);
                hash.AppendData(salt);
                hash.GetHashAndReset(output.Slice(start, HashLength));
            }
        });

    /// <summary>PKCS #7 (RFC 5652, section 6.3): the last byte says how many bytes of that value end the last block.</summary>
    private static bool TryGetUnpaddedLength(ReadOnlySpan<byte> padded, out int length)
    {
        var padding = padded[^1];
        length = padded.Length - padding;
        return padding is >= 1 and <= BlockLength && !padded[length..].ContainsAnyExcept(padding);
    }
}
