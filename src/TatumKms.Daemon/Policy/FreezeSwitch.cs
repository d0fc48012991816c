using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.Journal;

namespace TatumKms.Daemon.Policy;

/// <summary>
/// Stops all signing of daemons whose journals are in a folder: a file there, which a person puts and takes away. It needs no running
/// daemon and no password, and it outlives restarts.
/// </summary>
/// <param name="folder">The folder of the journal.</param>
public sealed class FreezeSwitch(string folder)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "FROZEN";

    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReason = 300;

    /// <summary>The attributes of a file that does not exist.</summary>
    private const FileAttributes NoFile = (FileAttributes)(-1);

    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The file.</summary>
    public string FilePath { get; } = Path.Combine(Path.GetFullPath(folder), FileName);

    /// <summary>
    /// Whether signing is stopped: whether there is a file, whatever is in it. Where that cannot be told, it is: a folder that cannot
    /// be looked into must not lift a freeze.
    /// </summary>
    public bool IsFrozen
    {
        get
        {
            try
            {
                // Unlike File.Exists this throws where it cannot be told, and does not where there is none, which is asked all the time.
                return new FileInfo(FilePath).Attributes != NoFile;
            }
            catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
            {
                return true;
            }
        }
    }

    /// <summary>The reason that was given, or nothing.</summary>
    public string? Reason
    {
        get
        {
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(FilePath));
                var reason = json.RootElement.GetProperty("reason").GetString();
                return reason?[..Math.Min(reason.Length, MaxReason)];
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
            {
                return null;
            }
        }
    }

    /// <summary>Stops all signing; on return it is on disk. A freeze before it keeps its time and its reason.</summary>
    /// <returns>Whether it was not frozen before.</returns>
    /// <exception cref="KmsException">The file cannot be written (<see cref="KmsError.InputOutput"/>).</exception>
    public bool Freeze(string? reason, DateTimeOffset now)
    {
        try
        {
            if (IsFrozen)
            {
                return false;
            }

            var directory = Path.GetDirectoryName(FilePath)!;
            Directory.CreateDirectory(directory);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnersFile;
            }

            using (var stream = new FileStream(FilePath, options))
            {
                stream.Write(Content(reason, now));
                stream.Flush(flushToDisk: true);
            }

            JournalFile.FlushFolder(FilePath);
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(
                KmsError.InputOutput, $"{FilePath} cannot be written: {cause.Message}", "Stop the daemon: until the file is there, it goes on signing.", cause);
        }
    }

    /// <summary>Lets signing go on; on return that is on disk.</summary>
    /// <returns>Whether it was frozen.</returns>
    /// <exception cref="KmsException">The file cannot be removed (<see cref="KmsError.InputOutput"/>).</exception>
    public bool Unfreeze()
    {
        if (!IsFrozen)
        {
            return false;
        }

        try
        {
            File.Delete(FilePath);
            JournalFile.FlushFolder(FilePath);
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.InputOutput, $"{FilePath} cannot be removed: {cause.Message}", "Nothing is signed while it is there.", cause);
        }
    }

    private static byte[] Content(string? reason, DateTimeOffset now)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("frozenAt", now);
            if (reason is not null)
            {
                json.WriteString("reason", reason);
            }

            json.WriteEndObject();
        }

        return [.. buffer.ToArray(), .. Encoding.ASCII.GetBytes("\n")];
    }
}
