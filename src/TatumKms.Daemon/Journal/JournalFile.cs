using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>The journal's file: held by one process, readable by its owner only, appended to and flushed line by line.</summary>
internal sealed class JournalFile : IDisposable
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _stream;
    private long _length;

    /// <summary>Takes over a file that is opened and locked.</summary>
    internal JournalFile(string path, FileStream stream)
    {
        Path = path;
        _stream = stream;
        _length = stream.Length;
    }

    public string Path { get; }

    /// <summary>Opens the file, or makes it and its folder.</summary>
    /// <exception cref="KmsException">Another process has it (<see cref="KmsError.Locked"/>), or it cannot be opened.</exception>
    public static JournalFile Open(string path)
    {
        try
        {
            path = System.IO.Path.GetFullPath(path);
            var folder = System.IO.Path.GetDirectoryName(path)!;
            CreateFolder(folder);
            var isNew = !File.Exists(path);
            var file = new JournalFile(path, OpenLocked(path));
            if (isNew && !OperatingSystem.IsWindows())
            {
                Unix.FlushFolder(folder);
            }

            return file;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(
                KmsError.InputOutput, $"The signing journal {path} cannot be opened: {cause.Message}", "Nothing is signed without it.", cause);
        }
    }

    /// <summary>All of it, from the beginning.</summary>
    public Stream Read()
    {
        _stream.Position = 0;
        return _stream;
    }

    /// <summary>Cuts off what comes after the first <paramref name="length"/> bytes.</summary>
    public void Cut(long length) => Write(() => _stream.SetLength(length), length);

    /// <summary>Adds a line; on return it is on disk.</summary>
    /// <exception cref="KmsException">It could not be written (<see cref="KmsError.InputOutput"/>); then the journal is as it was.</exception>
    public void Append(byte[] line) => Write(
        () =>
        {
            // What a write that failed left behind.
            if (_stream.Length != _length)
            {
                _stream.SetLength(_length);
            }

            _stream.Position = _length;
            _stream.Write(line);
        },
        _length + line.Length);

    public void Dispose() => _stream.Dispose();

    private void Write(Action change, long lengthAfter)
    {
        try
        {
            change();
            _stream.Flush(flushToDisk: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new KmsException(
                KmsError.InputOutput, $"The signing journal {Path} cannot be written: {cause.Message}", "Nothing is signed without it.", cause);
        }

        _length = lengthAfter;
    }

    private static FileStream OpenLocked(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }

        FileStream stream;
        try
        {
            stream = new FileStream(path, options);
        }
        catch (IOException taken) when (taken.HResult == (OperatingSystem.IsWindows() ? SharingViolation : Unix.WouldBlock))
        {
            throw Locked(path);
        }

        try
        {
            return OperatingSystem.IsWindows() || Unix.TryLock(stream.SafeFileHandle) ? stream : throw Locked(path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnersFile | UnixFileMode.UserExecute);
        }
    }

    private static KmsException Locked(string path) => new(
        KmsError.Locked,
        $"Another daemon uses the signing journal {path}.",
        "Stop the other one: two daemons of one store would sign transactions twice.");
}
