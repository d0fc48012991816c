namespace TatumKms.Cli.Tests.Processes;

public sealed class DiagnosticsSocketTests
{
    [Theory]
    [InlineData("28114 (cat) R 28104 28104 23361 0 -1 4194304 129 0 0 0 0 0 0 0 20 0 1 0 4619377 3133440 415 18446744073709551615", 4619377)]
    [InlineData("7 (a) 1 (b 2) S 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 18446744073709551615 9", ulong.MaxValue)]
    public void The_time_at_which_a_process_began_is_found_whatever_its_name_is(string stat, ulong expected) =>
        Assert.Equal(expected, DiagnosticsSocket.StartTimeOf(stat));

    [Theory]
    [InlineData("")]
    [InlineData("28114 (cat) R 28104")]
    [InlineData("28114 (cat) R 28104 28104 23361 0 -1 4194304 129 0 0 0 0 0 0 0 20 0 1 0 -5 3133440")]
    public void Where_there_is_no_such_time_none_is_made_up(string stat) => Assert.Null(DiagnosticsSocket.StartTimeOf(stat));

    [Fact]
    public void The_name_is_foretold_as_the_runtime_chooses_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the name is not foretold.");
        Assert.SkipWhen(Environment.GetEnvironmentVariable(MemorySafety.DiagnosticsVariable) == "0", "The runtime of the tests has no port.");
        Assert.Contains(DiagnosticsSocket.Foretell(), DiagnosticsSocket.List());
        Assert.Equal([DiagnosticsSocket.Foretell()], DiagnosticsSocket.Find());
    }
}
