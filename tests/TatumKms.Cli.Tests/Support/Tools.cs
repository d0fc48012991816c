namespace TatumKms.Cli.Tests.Support;

/// <summary>
/// Programs that some tests need. A test whose program is not on the machine is skipped; with TATUM_KMS_REQUIRE_TOOLS=1, as in CI,
/// a missing one fails instead.
/// </summary>
internal static class Tools
{
    public static void Require(string program)
    {
        var present = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        if (Environment.GetEnvironmentVariable("TATUM_KMS_REQUIRE_TOOLS") == "1")
        {
            Assert.True(present, $"This machine lacks {program}.");
        }

        Assert.SkipUnless(present, $"This machine lacks {program}.");
    }
}
