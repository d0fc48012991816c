using TatumKms.Wallets.Files;

namespace TatumKms.Wallets.Tests.Support;

/// <summary>
/// A folder in memory that forgets like a real one: what was written to a file is safe once the file was flushed, and a name,
/// new, changed or gone, is safe only once the folder was flushed. What was not flushed survives a stop in any combination.
/// </summary>
internal sealed class ModelDisk : IStoreFiles
{
    private readonly Dictionary<string, byte[]> _safe;
    private readonly List<(string Path, byte[]? Contents)> _unsafe = [];
    private bool _stopped;
    private bool _locked;

    public ModelDisk(IReadOnlyDictionary<string, byte[]>? files = null) => _safe = files is null ? [] : new(files);

    /// <summary>How many operations were asked for.</summary>
    public int Operations { get; private set; }

    /// <summary>The names of the operations, in order.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>Which operation goes wrong, counted from one, and how.</summary>
    public (int Operation, Fault Fault)? Plan { get; init; }

    /// <summary>What the system says when it goes wrong.</summary>
    public DiskError Error { get; init; }

    /// <summary>Whether the disk, without a word, keeps another byte than the one that was written.</summary>
    public bool Lies { get; init; }

    /// <summary>Whether files may be changed by whoever does not hold the lock.</summary>
    public bool NeedsNoLock { get; init; }

    /// <summary>The files as programs see them now.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => Apply(_unsafe);

    /// <summary>Every state in which the folder may be found after the machine has stopped.</summary>
    public IEnumerable<IReadOnlyDictionary<string, byte[]>> StatesAfterStop()
    {
        for (var kept = 0; kept < 1 << _unsafe.Count; kept++)
        {
            var mask = kept;
            yield return Apply(_unsafe.Where((_, i) => (mask & (1 << i)) != 0));
        }
    }

    public string Resolve(string path) => path;

    /// <summary>A model of a disk without times.</summary>
    public string? StampOf(string path) => null;

    public byte[]? Read(string path, long maximumLength) => Do("read", () => Files.GetValueOrDefault(path));

    public bool IsReadableByOthers(string path) => false;

    public void CreateFolder(string folder) => Do("create folder", () => true);

    public IDisposable? TryLock(string path, string model) => Do("lock", () =>
    {
        Assert.False(_locked);
        _locked = true;
        return new Held(this);
    });

    public void WriteNew(string path, ReadOnlySpan<byte> contents, string model)
    {
        var bytes = contents.ToArray();
        bytes[bytes.Length / 2] ^= (byte)(Lies ? 1 : 0);
        Do("create", () => Set(path, []));
        Do("write", () => Set(path, bytes), halfway: () => Set(path, bytes[..(bytes.Length / 2)]));
        Do("flush", () => Flush(path, bytes));
    }

    public void Rename(string from, string to) => Do("rename", () =>
    {
        Set(to, Files[from]);
        return Set(from, null);
    });

    public void RenameToNew(string from, string to) => Do("rename", () =>
    {
        Assert.False(Files.ContainsKey(to));
        Set(to, Files[from]);
        return Set(from, null);
    });

    public void Delete(string path) => Do("delete", () => Set(path, null));

    public void FlushFolder(string folder) => Do("flush folder", () =>
    {
        foreach (var (path, contents) in _unsafe)
        {
            Put(_safe, path, contents);
        }

        _unsafe.Clear();
        return true;
    });

    public IReadOnlyList<string> List(string folder, string prefix, string suffix) => Do("list", () => Files.Keys
        .Where(path => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal) && path.EndsWith(suffix, StringComparison.Ordinal))
        .ToList());

    private T Do<T>(string name, Func<T> operation, Func<T>? halfway = null)
    {
        if (_stopped)
        {
            throw new MachineStoppedException();
        }

        Operations++;
        Trace.Add(name);
        if (Plan is not { } plan || plan.Operation != Operations)
        {
            return operation();
        }

        if (plan.Fault is Fault.FailsAfter or Fault.StopsAfter)
        {
            // A lock that nobody was told of is nobody's.
            (operation() as IDisposable)?.Dispose();
        }
        else if (plan.Fault is Fault.FailsHalfway or Fault.StopsHalfway)
        {
            halfway?.Invoke();
        }

        _stopped = plan.Fault is Fault.StopsBefore or Fault.StopsHalfway or Fault.StopsAfter;
        throw _stopped ? new MachineStoppedException() : ErrorToThrow();
    }

    private Exception ErrorToThrow() => Error switch
    {
        DiskError.NoSpace => new IOException("No space left on device", 28),
        DiskError.Quota => new IOException("Disk quota exceeded", 122),
        DiskError.Hardware => new IOException("Input/output error", 5),
        DiskError.ReadOnly => new IOException("Read-only file system", 30),
        _ => new UnauthorizedAccessException("Access to the path is denied."),
    };

    private bool Set(string path, byte[]? contents)
    {
        Assert.True(_locked || NeedsNoLock, "A file was changed without the lock.");
        _unsafe.Add((path, contents));
        return true;
    }

    /// <summary>The contents are safe; whether the file is found depends on its name, which is not.</summary>
    private bool Flush(string path, byte[] contents)
    {
        _unsafe.RemoveAll(change => change.Path == path);
        return Set(path, contents);
    }

    private Dictionary<string, byte[]> Apply(IEnumerable<(string Path, byte[]? Contents)> changes)
    {
        var files = new Dictionary<string, byte[]>(_safe);
        foreach (var (path, contents) in changes)
        {
            Put(files, path, contents);
        }

        return files;
    }

    private static void Put(Dictionary<string, byte[]> files, string path, byte[]? contents)
    {
        if (contents is null)
        {
            files.Remove(path);
        }
        else
        {
            files[path] = contents;
        }
    }

    private sealed class Held(ModelDisk disk) : IDisposable
    {
        public void Dispose() => disk._locked = false;
    }
}
