using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Cli.Configuration;

/// <summary>
/// Reads the key that the daemon shares with the second pair of eyes: hexadecimal, or base64 where it is not. Its text in the
/// environment is a string that nothing can zero; a file's bytes are zeroed.
/// </summary>
internal static class ApprovalKeys
{
    private const int MaxLength = 4096;
    private const UnixFileMode OthersAccess =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The key of a file that its owner alone can read.</summary>
    /// <exception cref="KmsException">There is no such file, others can read it, or it holds no key (<see cref="KmsError.Configuration"/>).</exception>
    public static SecretBytes OfFile(string path)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaxLength + 1, pinned: true);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            RequireOwnersAlone(stream, path);
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Read(buffer.AsSpan(0, length), $"The file '{path}'");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.Configuration, $"The approval key file '{path}' cannot be read: {cause.Message}", innerException: cause);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>The key in a text.</summary>
    /// <param name="text">Hexadecimal or base64.</param>
    /// <param name="source">Where it comes from, for an error.</param>
    /// <exception cref="KmsException">It is no key (<see cref="KmsError.Configuration"/>).</exception>
    public static SecretBytes OfText(string text, string source)
    {
        using var bytes = SecretBytes.FromUtf8(text);
        return Read(bytes.Span, source);
    }

    private static void RequireOwnersAlone(FileStream stream, string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & OthersAccess) != UnixFileMode.None)
        {
            throw new KmsException(
                KmsError.Configuration,
                $"Others than the owner can read or change the approval key file '{path}'. It was not used.",
                $"Run: chmod 600 '{path}'. If somebody may have read it, make a new key for both sides.");
        }
    }

    private static SecretBytes Read(ReadOnlySpan<byte> text, string source)
    {
        var trimmed = text.Trim(" \r\n\t"u8);
        return trimmed.Length is 0 or > MaxLength ? throw NoKey(source)
            : trimmed.Length % 2 == 0 && !trimmed.ContainsAnyExcept(Hexadecimal) ? FromHex(trimmed)
            : FromBase64(trimmed, source);
    }

    private static SecretBytes FromHex(ReadOnlySpan<byte> text)
    {
        var key = GC.AllocateUninitializedArray<byte>(text.Length / 2, pinned: true);
        try
        {
            Convert.FromHexString(text, key, out _, out _);
            return new SecretBytes(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static SecretBytes FromBase64(ReadOnlySpan<byte> text, string source)
    {
        var key = GC.AllocateUninitializedArray<byte>(Base64.GetMaxDecodedFromUtf8Length(text.Length), pinned: true);
        try
        {
            return Base64.DecodeFromUtf8(text, key, out _, out var length) == OperationStatus.Done
                ? new SecretBytes(key.AsSpan(0, length))
                : throw NoKey(source);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static KmsException NoKey(string source) => new(
        KmsError.Configuration,
        $"{source} holds no key: it is neither hexadecimal nor base64.",
        "Make one for both sides, for example: openssl rand -hex 32.");
}
