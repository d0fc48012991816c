namespace TatumKms.Wallets.Files;

/// <summary>
/// The few operations that the store does on files. Each can fail, and a machine can stop between any two of them: they
/// are a port so that tests do both at every place. Errors are those of System.IO.
/// </summary>
internal interface IStoreFiles
{
    /// <summary>The file that a path stands for once symbolic links are followed; the path itself when it is no link.</summary>
    string Resolve(string path);

    /// <summary>Something that is another once the file was written or replaced; nothing when there is none, or it cannot be told.</summary>
    string? StampOf(string path);

    /// <summary>The whole file, or nothing when there is none.</summary>
    byte[]? Read(string path, long maximumLength);

    /// <summary>Whether others than the owner may read the file.</summary>
    bool IsReadableByOthers(string path);

    /// <summary>Makes the folder, and those above it, for the owner alone; what exists is left as it is.</summary>
    void CreateFolder(string folder);

    /// <summary>
    /// Takes the lock that a file stands for, or nothing when somebody has it. The system releases it when the process ends. A
    /// lock file that had to be made gets the owner of the model, as in <see cref="WriteNew"/>.
    /// </summary>
    IDisposable? TryLock(string path, string model);

    /// <summary>
    /// Makes a new file for the owner alone and returns when its contents are on the disk. When the superuser makes it, it gets
    /// the owner of the model, if there is one: rewriting somebody's file must not take it away.
    /// </summary>
    void WriteNew(string path, ReadOnlySpan<byte> contents, string model);

    /// <summary>Gives a file another name, taking the place of the one that has it, in one step.</summary>
    void Rename(string from, string to);

    /// <summary>Gives a file another name, and fails when some file has it.</summary>
    void RenameToNew(string from, string to);

    /// <summary>Removes a file if it is there.</summary>
    void Delete(string path);

    /// <summary>Returns when the names in the folder are on the disk.</summary>
    void FlushFolder(string folder);

    /// <summary>The paths of the folder's files whose names begin with <paramref name="prefix"/> and end with <paramref name="suffix"/>.</summary>
    IReadOnlyList<string> List(string folder, string prefix, string suffix);
}
