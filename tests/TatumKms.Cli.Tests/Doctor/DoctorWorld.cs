using TatumKms.Cli.Configuration;
using TatumKms.Cli.Doctor;
using TatumKms.Cli.Terminal;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;
using TatumKms.TestKit;

namespace TatumKms.Cli.Tests.Doctor;

/// <summary>A machine to examine, with a clock that stands at the present until a test moves it.</summary>
internal sealed class DoctorWorld : IDisposable
{
    public const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public TestMachine Machine { get; } = new();

    public ManualTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public string Folder => Path.GetDirectoryName(Machine.Store)!;

    /// <summary>What options and the environment of the machine say.</summary>
    public KmsConfiguration Configure(Network? network = null) => new(
        new Machine
        {
            Terminal = new StandardTerminal(Stream.Null, Stream.Null, TextWriter.Null, isTerminal: (false, false), controlling: null),
            Environment = Machine.Environment,
            WorkingDirectory = Machine.WorkingDirectory,
            TemporaryDirectory = Machine.Temporary,
        },
        new GlobalSettings(network, null, null, null, null, null));

    /// <summary>Runs one check as the command does.</summary>
    public async Task<Finding> RunAsync(DoctorCheck check) =>
        (await new Examination(Time).RunAsync([check], TestContext.Current.CancellationToken)).Single().Finding;

    /// <summary>Writes a file with a mode.</summary>
    public string Write(string name, string content, UnixFileMode mode = OwnersFile)
    {
        var path = Path.Combine(Machine.Folder, name);
        using (var writer = new StreamWriter(path))
        {
            writer.Write(content);
        }

        SetMode(path, mode);
        return path;
    }

    /// <summary>Tests of modes run on systems that have them; the checks themselves say that Windows has none.</summary>
    public static void SetMode(string path, UnixFileMode mode)
    {
        Assert.False(OperatingSystem.IsWindows());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    public void Dispose() => Machine.Dispose();
}

/// <summary>What is said of findings.</summary>
internal static class FindingAssertions
{
    /// <summary>It stands so, and the sentence says this.</summary>
    public static Finding Is(this Finding finding, Verdict verdict, string part)
    {
        Assert.Equal((verdict, finding.Sentence), (finding.Verdict, finding.Sentence));
        Assert.Contains(part, finding.Sentence, StringComparison.Ordinal);
        return finding;
    }

    /// <summary>What to do is this.</summary>
    public static void Fix(this Finding finding, string fix) => Assert.Equal(fix, finding.Fix);
}
