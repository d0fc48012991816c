using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>The journal's file: held by one process, readable by its owner only, appended to line by line.</summary>
internal sealed class JournalFile : IDisposable
{
    internal const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>So much may wait for the disk; then it is flushed unasked.</summary>
    private const int MostUnflushed = 64 * 1024;

    /// <summary>So often a name may change its file while it is being opened.</summary>
    private const int Openings = 3;

    private readonly FileStream _stream;

    /// <summary>What was written after the last flush: a flush that fails may have lost any of it.</summary>
    private readonly MemoryStream _unflushed = new();
    private long _flushed;
    private bool _isUncertain;

    /// <summary>Takes over a file that is opened and locked.</summary>
    internal JournalFile(string path, FileStream stream)
    {
        Path = path;
        _stream = stream;
        _flushed = stream.Length;
    }

    public string Path { get; }

    public long Length => _flushed + _unflushed.Length;

    /// <summary>Whether all of it, and nothing else, is on disk.</summary>
    public bool IsFlushed => _unflushed.Length == 0 && !_isUncertain;

    /// <summary>Opens the file, or makes it and its folder.</summary>
    /// <exception cref="KmsException">Another process has it (<see cref="KmsError.Locked"/>), or it cannot be opened.</exception>
    public static JournalFile Open(string path)
    {
        try
        {
            path = System.IO.Path.GetFullPath(path);
            var folder = System.IO.Path.GetDirectoryName(path)!;
            CreateFolder(folder);
            var file = new JournalFile(path, OpenLocked(path));

            // Each time: a compaction before may have ended between its new name and this.
            FlushFolder(path);
            return file;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(
                KmsError.InputOutput, $"The signing journal {path} cannot be opened: {cause.Message}", "Nothing is signed without it.", cause);
        }
    }

    /// <summary>Makes a file that is to take the journal's place; it is locked before it can.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    internal static JournalFile CreateBeside(string path, string temporary)
    {
        File.Delete(temporary);
        return new JournalFile(path, TryOpen(temporary, FileMode.CreateNew) ?? throw new IOException($"{temporary} is locked."));
    }

    /// <summary>Brings the names in the journal's folder to disk.</summary>
    internal static void FlushFolder(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Unix.FlushFolder(System.IO.Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Opens it to be read only, also while a daemon has it.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    internal static FileStream OpenToRead(string path) => OperatingSystem.IsWindows()
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
        : Unix.OpenToRead(path);

    /// <summary>All of it, from the beginning.</summary>
    public Stream Read()
    {
        _stream.Position = 0;
        return _stream;
    }

    /// <summary>Cuts off what comes after the first <paramref name="length"/> bytes, and brings the rest to disk.</summary>
    public void Cut(long length) => Try(() =>
    {
        _stream.SetLength(length);
        Flush(length);
    });

    /// <summary>Adds lines; on return they are on disk.</summary>
    /// <exception cref="KmsException">They could not be written (<see cref="KmsError.InputOutput"/>); then the journal is as it was.</exception>
    public void Append(ReadOnlyMemory<byte> lines) => Try(() =>
    {
        WriteAtEnd(lines);
        Flush(Length + lines.Length);
    });

    /// <summary>Adds lines that need not be on disk yet; a crash of the program does not lose them.</summary>
    /// <exception cref="KmsException">They could not be written (<see cref="KmsError.InputOutput"/>); then the journal is as it was.</exception>
    public void AppendUnflushed(ReadOnlyMemory<byte> lines)
    {
        if (_unflushed.Length + lines.Length > MostUnflushed)
        {
            Append(lines);
            return;
        }

        Try(() =>
        {
            WriteAtEnd(lines);
            _unflushed.Write(lines.Span);
        });
    }

    /// <summary>Brings what was written to disk.</summary>
    /// <exception cref="KmsException">That failed (<see cref="KmsError.InputOutput"/>).</exception>
    public void Flush() => Append(ReadOnlyMemory<byte>.Empty);

    public void Dispose() => _stream.Dispose();

    private void WriteAtEnd(ReadOnlyMemory<byte> lines)
    {
        if (_isUncertain)
        {
            // A flush that failed may have lost what was not on disk: that is written again, in its place, which needs no room. And a
            // write that failed may have left something behind it.
            _stream.Position = _flushed;
            _stream.Write(_unflushed.GetBuffer(), 0, (int)_unflushed.Length);
            _stream.SetLength(Length);
            _isUncertain = false;
        }

        _stream.Position = Length;
        _stream.Write(lines.Span);
    }

    private void Flush(long length)
    {
        _stream.Flush(flushToDisk: true);
        _flushed = length;
        _unflushed.SetLength(0);
    }

    private void Try(Action change)
    {
        try
        {
            change();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _isUncertain = true;
            throw new KmsException(
                KmsError.InputOutput, $"The signing journal {Path} cannot be written: {cause.Message}", "Nothing is signed without it.", cause);
        }
    }

    /// <summary>
    /// Opens and locks the file that the name stands for. A lock is on a file and not on its name: one that was compacted away
    /// between the two is let go again.
    /// </summary>
    private static FileStream OpenLocked(string path)
    {
        for (var opening = 1; ; opening++)
        {
            var stream = TryOpen(path, FileMode.OpenOrCreate) ?? throw Locked(path);
            if (opening == Openings || OperatingSystem.IsWindows() || Unix.IsLockedByUs(path))
            {
                return stream;
            }

            stream.Dispose();
        }
    }

    /// <summary>Opens and locks a file; nothing, when somebody else has it.</summary>
    private static FileStream? TryOpen(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            // An audit may read meanwhile; elsewhere it does so past the lock.
            options.Share = FileShare.Read;
        }
        else
        {
            options.Share = FileShare.None;
            options.UnixCreateMode = OwnersFile;
        }

        FileStream stream;
        try
        {
            stream = new FileStream(path, options);
        }
        catch (IOException taken) when (taken.HResult == (OperatingSystem.IsWindows() ? SharingViolation : Unix.WouldBlock))
        {
            return null;
        }

        try
        {
            if (OperatingSystem.IsWindows() || Unix.TryLock(stream.SafeFileHandle))
            {
                return stream;
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        stream.Dispose();
        return null;
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
