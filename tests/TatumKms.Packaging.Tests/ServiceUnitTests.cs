namespace TatumKms.Packaging.Tests;

/// <summary>deploy/tatum-kms.service, by systemd's own judgement.</summary>
public sealed class ServiceUnitTests : IDisposable
{
    /// <summary>In tenths; what is left is the network, which a daemon needs, and memory that is written and executed, which .NET needs.</summary>
    private const string MostExposure = "15";

    private static readonly string Unit = Repository.Read("deploy", "tatum-kms.service");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tatum-kms-unit-");

    [Fact]
    public async Task Systemd_understands_each_line()
    {
        Programs.Require("systemd-analyze");
        var path = Write(Unit.Replace("/usr/bin/tatum-kms", "/bin/true", StringComparison.Ordinal));

        var (exitCode, _, error) = await Programs.RunAsync(_folder.FullName, "systemd-analyze", "verify", "--man=no", path);

        Assert.True(exitCode == 0, error);
        Assert.DoesNotContain("tatum-kms.service", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systemd_finds_little_that_is_exposed()
    {
        Programs.Require("systemd-analyze");

        var (exitCode, output, error) = await Programs.RunAsync(
            _folder.FullName, "systemd-analyze", "security", "--offline=true", $"--threshold={MostExposure}", "--no-pager", Write(Unit));

        Assert.True(exitCode == 0, output + error);
        Assert.Contains("exposure level", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("WatchdogSec=60")]
    [InlineData("LimitCORE=0")]
    [InlineData("MemorySwapMax=0")]
    [InlineData("TimeoutStopSec=15")]
    [InlineData("RestartPreventExitStatus=2 4 5 7")]
    [InlineData("LoadCredential=tatum-kms-password:/etc/tatum-kms/password")]
    public void It_has_what_the_daemon_relies_on(string line) => Assert.Contains($"\n{line}\n", Unit, StringComparison.Ordinal);

    [Fact]
    public void The_runtime_may_compile_while_it_runs() => Assert.DoesNotContain("\nMemoryDenyWriteExecute=", Unit, StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string unit)
    {
        var path = Path.Combine(_folder.FullName, "tatum-kms.service");
        File.WriteAllText(path, unit);
        return path;
    }
}
