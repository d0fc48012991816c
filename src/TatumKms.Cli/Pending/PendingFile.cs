using TatumKms.Core;
using TatumKms.Daemon.Inspection;

namespace TatumKms.Cli.Pending;

/// <summary>Reads a pending transaction from a file or from standard input, no more than one may be large.</summary>
internal static class PendingFile
{
    private const int Chunk = 64 * 1024;

    /// <exception cref="KmsException">It cannot be read (<see cref="KmsError.InputOutput"/>), or holds no pending transaction (<see cref="KmsError.Usage"/>).</exception>
    public static async Task<PendingTransaction> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await ReadAsync(file, $"the file {path}", cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.InputOutput, $"The file {path} cannot be read: {cause.Message}", "Check its name and its permissions.", cause);
        }
    }

    /// <exception cref="KmsException">It cannot be read (<see cref="KmsError.InputOutput"/>), or holds no pending transaction (<see cref="KmsError.Usage"/>).</exception>
    public static async Task<PendingTransaction> ReadInputAsync(Stream input, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(input, "standard input", cancellationToken);
        }
        catch (IOException cause)
        {
            throw new KmsException(KmsError.InputOutput, $"Standard input cannot be read: {cause.Message}", innerException: cause);
        }
    }

    private static async Task<PendingTransaction> ReadAsync(Stream stream, string where, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[Chunk];
        for (int count; (count = await stream.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            if (bytes.Length + count > PendingDocument.MaxBytes)
            {
                throw new KmsException(
                    KmsError.Usage,
                    $"What stands in {where} is larger than any pending transaction, which has no more than {PendingDocument.MaxBytes / (1024 * 1024)} MiB.",
                    "Name a file with the JSON of one transaction.");
            }

            bytes.Write(chunk, 0, count);
        }

        return PendingDocument.Read(bytes.ToArray(), where);
    }
}
