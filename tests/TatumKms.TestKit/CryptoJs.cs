using System.Security.Cryptography;
using System.Text;

namespace TatumKms.TestKit;

/// <summary>Writes files as the original does; from the description of the format, independent of the reader under test.</summary>
public static class CryptoJs
{
    public static byte[] Encrypt(string plaintext, string password) => Encrypt(Encoding.UTF8.GetBytes(plaintext), password);

    public static byte[] Encrypt(byte[] plaintext, string password, PaddingMode padding = PaddingMode.PKCS7)
    {
        var salt = RandomNumberGenerator.GetBytes(8);
        byte[] secret = [.. Encoding.UTF8.GetBytes(password), .. salt];
#pragma warning disable CA5351 // What the original uses.
        var first = MD5.HashData(secret);
        var second = MD5.HashData([.. first, .. secret]);
        var third = MD5.HashData([.. second, .. secret]);
#pragma warning restore CA5351
        using var aes = Aes.Create();
        aes.Key = [.. first, .. second];
        byte[] message = [.. "Salted__"u8, .. salt, .. aes.EncryptCbc(plaintext, third, padding)];
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(message));
    }
}
