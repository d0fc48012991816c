using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>
/// A small file beside the journal that says how far it had come: number and hash of its last line on disk. The hashes in the
/// journal say what follows from what; this says where the end is. After a crash it may lag behind, but it is never ahead.
/// </summary>
internal sealed record JournalHead(long Number, string Hash)
{
    private const int MostBytes = 4096;

    public static string PathOf(string journalPath) => journalPath + ".head";

    /// <summary>Reads it; nothing, where there is none or a power loss left an empty one.</summary>
    /// <exception cref="KmsException">It cannot be read, or it is not the head of a journal (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static JournalHead? Read(string journalPath)
    {
        var path = PathOf(journalPath);
        byte[] bytes;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            bytes = new byte[Math.Min(stream.Length, MostBytes)];
            stream.ReadExactly(bytes);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.InputOutput, $"The file {path} cannot be read: {cause.Message}", "Nothing is signed without it.", cause);
        }

        return Array.TrueForAll(bytes, b => b == 0) ? null : Parse(path, bytes);
    }

    /// <summary>Puts it in the place of the one before, whole or not at all. It need not reach the disk: then it lags behind.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string journalPath)
    {
        var path = PathOf(journalPath);
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = JournalFile.OwnersFile;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(ToBytes());
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static JournalHead Parse(string path, byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var json = document.RootElement;
            return new JournalHead(
                json.GetProperty("seq").GetInt64(),
                json.GetProperty("hash").GetString() ?? throw new FormatException("The hash is null."));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new KmsException(
                KmsError.StoreDamaged,
                $"The file {path} is damaged: it does not say how far the signing journal had come.",
                "Restore the journal and this file from one backup. If the journal is complete, as 'audit verify' and your own records show, remove this file.",
                problem);
        }
    }

    private byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", Number);
            json.WriteString("hash", Hash);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
