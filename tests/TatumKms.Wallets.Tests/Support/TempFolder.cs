namespace TatumKms.Wallets.Tests.Support;

/// <summary>A folder of its own for one test.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tatum-kms-wallets-");

    public string Root => _folder.FullName;

    /// <summary>Where the test's store goes.</summary>
    public string Store => File("wallet.dat");

    public string File(string name) => Path.Combine(Root, name);

    /// <summary>The names of all files, sorted.</summary>
    public IReadOnlyList<string> Names() => [.. _folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
