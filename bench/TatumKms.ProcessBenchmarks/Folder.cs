namespace TatumKms.ProcessBenchmarks;

/// <summary>A folder that is gone when the measurement is over.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tatum-kms-bench-");

    /// <summary>Its path.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc />
    public void Dispose() => _folder.Delete(recursive: true);
}
