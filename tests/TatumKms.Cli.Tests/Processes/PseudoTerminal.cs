using System.Diagnostics;
using System.Text;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Processes;

/// <summary>A shell command at a terminal of its own, made by script(1) of util-linux. What the terminal shows is kept.</summary>
internal sealed class PseudoTerminal(TestMachine machine, string command) : IDisposable
{
    private readonly Process _process = KmsProcess.Start(machine, "script", ["--quiet", "--return", "--command", command, "/dev/null"]);
    private readonly StringBuilder _shown = new();

    /// <summary>Everything that was on the screen.</summary>
    public string Screen => _shown.ToString();

    /// <summary>Waits until the terminal shows a text.</summary>
    public async Task ShowsAsync(string text)
    {
        var buffer = new char[256];
        var from = _shown.Length;
        while (!_shown.ToString(from, _shown.Length - from).Contains(text, StringComparison.Ordinal))
        {
            var read = await _process.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.True(read > 0, $"The terminal never showed '{text}', but: {_shown}");
            _shown.Append(buffer, 0, read);
        }
    }

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> EndAsync()
    {
        _shown.Append(await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();
}
