using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Wallets.Passwords;

/// <summary>A password in a file, such as a systemd credential or a mounted secret: its bytes without one newline at the end.</summary>
/// <param name="path">The file's path.</param>
/// <param name="ownersAlone">Whether the file is refused when others than its owner can read it.</param>
public sealed class FilePasswordSource(string path, bool ownersAlone = true) : IPasswordSource
{
    private const int MaximumLength = 64 * 1024;
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <inheritdoc />
    /// <exception cref="KmsException">There is no such file, or it is empty, too large, unreadable, or readable by others (<see cref="KmsError.Configuration"/>).</exception>
    public Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Read());
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.Configuration, $"The password file '{path}' cannot be read: {cause.Message}", innerException: cause);
        }
    }

    private SecretBytes Read()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (ownersAlone && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & OthersRead) != UnixFileMode.None)
        {
            throw new KmsException(
                KmsError.Configuration,
                $"Others than the owner can read the password file '{path}'. It was not used.",
                $"Run: chmod 600 '{path}'. If somebody may have read it, change the password with tatum-kms changepassword.");
        }

        var buffer = GC.AllocateUninitializedArray<byte>(MaximumLength + 1, pinned: true);
        try
        {
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > MaximumLength)
            {
                throw new KmsException(KmsError.Configuration, $"The password file '{path}' is larger than {MaximumLength / 1024} KiB.");
            }

            var password = WithoutNewline(buffer.AsSpan(0, length));
            return password.Length > 0
                ? new SecretBytes(password)
                : throw new KmsException(KmsError.Configuration, $"The password file '{path}' is empty.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static ReadOnlySpan<byte> WithoutNewline(ReadOnlySpan<byte> text) =>
        text.EndsWith("\r\n"u8) ? text[..^2]
        : text.EndsWith("\n"u8) ? text[..^1]
        : text;
}
