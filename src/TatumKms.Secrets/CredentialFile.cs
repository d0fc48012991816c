using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>A file that holds a credential and nothing else.</summary>
internal static class CredentialFile
{
    private const int MaxFile = 16 * 1024;
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Its text without one newline at the end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is called in sentences: <c>token file of HashiCorp Vault</c>.</param>
    /// <exception cref="KmsException">It is missing, empty, too large, unreadable, or others than its owner can read it (<see cref="KmsError.Configuration"/>).</exception>
    public static SecretBytes Read(string path, string what)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaxFile + 1, pinned: true);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & OthersRead) != UnixFileMode.None)
            {
                throw new KmsException(
                    KmsError.Configuration, $"Others than the owner can read the {what} '{path}'. It was not used.", $"Run: chmod 600 '{path}', and replace what is in it.");
            }

            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var text = SecretText.WithoutNewline(buffer.AsSpan(0, length));
            return length <= MaxFile && text.Length > 0 ? new SecretBytes(text) : throw new KmsException(
                KmsError.Configuration, $"The {what} '{path}' is {(length > MaxFile ? $"larger than {MaxFile / 1024} KiB" : "empty")}.", "It holds the credential and nothing else.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.Configuration, $"The {what} '{path}' cannot be read: {cause.Message}", "Check its path and its rights.", cause);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
