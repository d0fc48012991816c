using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>Reads one line of a stream into a secret, and not a byte further: the next line may be for somebody else.</summary>
internal static class LineReader
{
    private const int MaximumLength = 64 * 1024;

    /// <summary>The line without its end (LF or CR LF); nothing at the end of the stream.</summary>
    /// <exception cref="KmsException">The line is longer than 64 KiB (<see cref="KmsError.Usage"/>).</exception>
    public static SecretBytes? Read(Stream stream)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaximumLength, pinned: true);
        try
        {
            var length = 0;
            while (stream.Read(buffer, length, 1) == 1)
            {
                if (buffer[length] == '\n')
                {
                    return new SecretBytes(buffer.AsSpan(0, WithoutCarriageReturn(buffer, length)));
                }

                if (++length == MaximumLength)
                {
                    throw new KmsException(KmsError.Usage, $"The input line is longer than {MaximumLength / 1024} KiB.");
                }
            }

            return length == 0 ? null : new SecretBytes(buffer.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static int WithoutCarriageReturn(byte[] buffer, int length) => length > 0 && buffer[length - 1] == '\r' ? length - 1 : length;
}
