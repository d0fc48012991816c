namespace TatumKms.Wallets.Tests.Support;

/// <summary>File modes; a test that needs them is skipped where there are none.</summary>
internal static class Modes
{
    public static UnixFileMode Get(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no file modes.");
            return default;
        }

        return File.GetUnixFileMode(path);
    }

    public static void Set(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no file modes.");
            return;
        }

        File.SetUnixFileMode(path, mode);
    }
}
