using System.Globalization;

namespace TatumKms.Wallets.Files;

/// <summary>The machine's own files.</summary>
internal sealed class SystemStoreFiles : IStoreFiles
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public string Resolve(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    public string? StampOf(string path)
    {
        var file = new FileInfo(Resolve(path));
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}") : null;
    }

    public byte[]? Read(string path, long maximumLength)
    {
        try
        {
            // A writer renames over the file while it is read; on Windows the reader must allow that.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > maximumLength)
            {
                throw new InvalidDataException("The file is too large.");
            }

            var contents = new byte[stream.Length];
            stream.ReadExactly(contents);
            return contents;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool IsReadableByOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersRead) != UnixFileMode.None;

    public void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder);
        if (OperatingSystem.IsWindows() || parent is null)
        {
            Directory.CreateDirectory(folder);
            return;
        }

        // One by one: the mode that .NET takes goes to the last folder only.
        CreateFolder(parent);
        Directory.CreateDirectory(folder, OwnersFolder);
        FlushFolder(parent);
    }

    public IDisposable? TryLock(string path, string model)
    {
        FileStream stream;
        try
        {
            stream = OpenOrMake(path, model);
        }
        catch (IOException taken) when (taken.HResult == (OperatingSystem.IsWindows() ? SharingViolation : Unix.WouldBlock))
        {
            return null;
        }

        var locked = false;
        try
        {
            locked = OperatingSystem.IsWindows() || Unix.TryLock(stream.SafeFileHandle, path);
            return locked ? stream : null;
        }
        finally
        {
            if (!locked)
            {
                stream.Dispose();
            }
        }
    }

    public void WriteNew(string path, ReadOnlySpan<byte> contents, string model)
    {
        using var stream = MakeFor(path, model);
        stream.Write(contents);
        stream.Flush(flushToDisk: true);
    }

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void RenameToNew(string from, string to) => File.Move(from, to, overwrite: false);

    public void Delete(string path) => File.Delete(path);

    public void FlushFolder(string folder)
    {
        // Windows has no such call; NTFS journals its names.
        if (!OperatingSystem.IsWindows())
        {
            Unix.FlushFolder(folder);
        }
    }

    public IReadOnlyList<string> List(string folder, string prefix, string suffix) =>
        [.. Directory.EnumerateFiles(folder).Where(path => IsNamed(Path.GetFileName(path), prefix, suffix))];

    /// <summary>
    /// A file that is there keeps its owner: its name may be a link that somebody has laid, and a superuser must not give away
    /// what that points to.
    /// </summary>
    private static FileStream OpenOrMake(string path, string model)
    {
        if (!File.Exists(path))
        {
            try
            {
                return MakeFor(path, model);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was faster.
            }
        }

        return new FileStream(path, NewFile(FileMode.OpenOrCreate));
    }

    private static FileStream MakeFor(string path, string model)
    {
        var made = new FileStream(path, NewFile(FileMode.CreateNew));
        try
        {
            if (OperatingSystem.IsLinux())
            {
                Unix.GiveToOwnerOf(made.SafeFileHandle, model);
            }

            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private static bool IsNamed(string name, string prefix, string suffix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal);

    private static FileStreamOptions NewFile(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }

        return options;
    }
}
