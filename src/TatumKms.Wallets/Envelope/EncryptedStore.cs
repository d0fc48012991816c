namespace TatumKms.Wallets.Envelope;

/// <summary>A version 2 file that was parsed but not decrypted.</summary>
/// <param name="Header">The header.</param>
/// <param name="Data">The ciphertext and, after it, the 16 bytes of the tag.</param>
internal sealed record EncryptedStore(WalletHeader Header, byte[] Data);
