using System.Runtime.Versioning;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Processes;

[UnsupportedOSPlatform("windows")]
public class ExecutableTests
{
    [Fact]
    public async Task The_program_stores_a_wallet_and_gives_its_address()
    {
        using var machine = new TestMachine();

        var stored = await KmsProcess.RunAsync(machine, "generatemanagedwallet", "BTC", "--testnet");
        var address = await KmsProcess.RunAsync(machine, "--path=~/.tatumrc/wallet.dat", "getaddress", stored.Json("signatureId"), "0");

        Assert.StartsWith("tb1q", address.Json("address"), StringComparison.Ordinal);
        Assert.Equal("", stored.Error + address.Error);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(machine.Store));
    }

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("--version", 0)]
    [InlineData("checkconfig", 0)]
    [InlineData("frobnicate", 2)]
    [InlineData("daemon", 2)]
    [InlineData("export", 3)]
    [InlineData("daemon --testnet", 7)]
    [InlineData("export --path=/", 9)]
    public async Task The_exit_code_is_that_of_the_table(string line, int code)
    {
        using var machine = new TestMachine();

        Assert.Equal(code, (await KmsProcess.RunAsync(machine, line.Split(' '))).ExitCode);
    }

    [Fact]
    public async Task Secrets_come_from_standard_input_one_line_each()
    {
        using var machine = new TestMachine { Input = $"{Known.TestnetKey}\n{TestMachine.Password}\n" };
        machine.Environment.Remove("TATUM_KMS_PASSWORD");

        var run = await KmsProcess.RunAsync(machine, "storemanagedprivatekey", "BTC", "--testnet");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(Known.TestnetKeyAddress, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Known.TestnetKey, run.Error + run.Output, StringComparison.Ordinal);
    }

    // Without their streams programs have been known to write into the files that got the free numbers.
    [Theory]
    [InlineData("> /dev/full")]
    [InlineData(">&-")]
    [InlineData("<&- >&-")]
    public async Task A_result_that_cannot_be_written_is_an_error_that_names_what_was_stored(string redirection)
    {
        using var machine = new TestMachine();

        var run = await KmsProcess.EndAsync(
            KmsProcess.Start(machine, "/bin/sh", ["-c", $"exec {KmsProcess.CommandLine} generatemanagedwallet BTC {redirection}"]), "");

        Assert.Equal(ExitCode.InputOutput, (ExitCode)run.ExitCode);
        var id = run.Error[(run.Error.IndexOf("signatureId is ", StringComparison.Ordinal) + 15)..][..36];
        Assert.Contains(id, (await machine.RunAsync("export")).Output, StringComparison.Ordinal);
    }

    // The shell waits for the reader's end first, so that every write finds it gone.
    [Theory]
    [InlineData("--help")]
    [InlineData("list")]
    [InlineData("export")]
    public async Task A_reader_that_has_gone_ends_the_program_quietly_with_the_code_for_writing(string line)
    {
        Tools.Require("bash");
        using var machine = new TestMachine();
        await machine.GenerateAsync();

        var run = await KmsProcess.EndAsync(
            KmsProcess.Start(machine, "bash", ["--norc", "-c", $"exec 3> >(:); wait $!; {KmsProcess.CommandLine} {line} >&3"]), "");

        Assert.Equal((ExitCode.InputOutput, "", ""), ((ExitCode)run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_reader_of_the_errors_that_has_gone_does_not_change_the_exit_code()
    {
        Tools.Require("bash");
        using var machine = new TestMachine();

        var run = await KmsProcess.EndAsync(
            KmsProcess.Start(machine, "bash", ["--norc", "-c", $"exec 3> >(:); wait $!; {KmsProcess.CommandLine} frobnicate 2>&3"]), "");

        Assert.Equal((ExitCode.Usage, "", ""), ((ExitCode)run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_reader_that_has_gone_does_not_hide_what_was_stored()
    {
        Tools.Require("bash");
        using var machine = new TestMachine();

        var run = await KmsProcess.EndAsync(
            KmsProcess.Start(machine, "bash", ["--norc", "-c", $"exec 3> >(:); wait $!; {KmsProcess.CommandLine} generatemanagedwallet BTC >&3"]), "");

        Assert.Equal(ExitCode.InputOutput, (ExitCode)run.ExitCode);
        Assert.Contains("The wallet is stored; its signatureId is ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<&-")]
    [InlineData("< /dev/null")]
    [InlineData("< /")]
    public async Task A_password_that_cannot_be_read_is_an_error(string redirection)
    {
        using var machine = new TestMachine();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");

        var run = await KmsProcess.EndAsync(
            KmsProcess.Start(machine, "/bin/sh", ["-c", $"exec {KmsProcess.CommandLine} generatemanagedwallet BTC {redirection}"]), "");

        run.Fails(redirection == "< /" ? ExitCode.InputOutput : ExitCode.Configuration, "tandard input");
    }

    [Fact]
    public async Task Without_standard_error_the_result_is_still_printed()
    {
        using var machine = new TestMachine { Input = Known.TestnetKey };

        var run = await KmsProcess.EndAsync(
            KmsProcess.Start(machine, "/bin/sh", ["-c", $"exec {KmsProcess.CommandLine} storemanagedprivatekey BTC --testnet 2>&-"]), machine.Input);

        Assert.Equal(36, run.Json("signatureId").Length);
    }

    [Fact]
    public async Task The_process_writes_no_core_dump_and_hides_its_diagnostics_port()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var pipe = Path.Combine(machine.Folder, "pipe");
        Assert.Equal(0, (await KmsProcess.EndAsync(KmsProcess.Start(machine, "mkfifo", ["-m", "600", pipe]), "")).ExitCode);
        machine.Environment.Remove("TATUM_KMS_PASSWORD");

        using var process = KmsProcess.Start(machine, "export", "--password-file", pipe);

        // Opening the pipe returns when the program opens it, too: by then it has protected itself.
        await using (var password = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write), TestContext.Current.CancellationToken))
        {
            var limits = await File.ReadAllLinesAsync($"/proc/{process.Id}/limits", TestContext.Current.CancellationToken);
            Assert.Matches("^Max core file size +0 +0 ", Assert.Single(limits, line => line.StartsWith("Max core file size", StringComparison.Ordinal)));
            Assert.Empty(Directory.EnumerateFiles(machine.Temporary, "dotnet-diagnostic-*-socket"));
            await password.WriteAsync("correct horse\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.Contains("\"mnemonic\"", (await KmsProcess.EndAsync(process, "")).Output, StringComparison.Ordinal);
    }
}
