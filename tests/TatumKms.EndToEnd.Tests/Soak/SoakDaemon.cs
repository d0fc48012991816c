using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TatumKms.Sandbox;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>The daemon as a process over one wallet file and one journal, killed and started again as often as a test likes.</summary>
internal sealed class SoakDaemon : IAsyncDisposable
{
    private const string Password = "correct horse battery staple";
    private const int LinesKept = 100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tatum-kms-soak-");
    private readonly ConcurrentQueue<string> _log = new();
    private readonly KmsProcess _kms;
    private readonly SandboxServer _sandbox;
    private Process? _process;

    public SoakDaemon(SandboxServer sandbox)
    {
        _sandbox = sandbox;
        _kms = new KmsProcess(_folder.FullName, new Dictionary<string, string>
        {
            ["TATUM_API_URL"] = sandbox.Url.ToString(),
            ["TATUM_API_KEY"] = "soak",
            ["TATUM_KMS_PASSWORD"] = Password,
            ["TATUM_KMS_NODE_URL_VET"] = sandbox.Url.ToString(),
            ["TATUM_KMS_NODE_URL_BNB"] = sandbox.Url.ToString(),
            ["TATUM_KMS_NODE_URL_FLOW"] = sandbox.Url.ToString(),
        });
    }

    /// <summary>The last lines that the daemon logged.</summary>
    public string Log => string.Join('\n', _log);

    public bool HasExited => _process?.HasExited != false;

    /// <summary>Makes the wallet file.</summary>
    public async Task StoreAsync(IEnumerable<SoakChain> chains, CancellationToken cancellationToken)
    {
        using var store = new WalletStore(new WalletStoreOptions { Path = _kms.Wallet }, new EnvironmentPasswordSource(Password));
        await store.AddAsync([.. chains.Select(chain => chain.NewWallet())], cancellationToken);
    }

    public void Start()
    {
        var process = _kms.Start("daemon", "--testnet", "--period=0.2", $"--externalUrl={_sandbox.ApprovalUrl}");
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        process.StandardInput.Close();
        _process = process;
    }

    /// <summary>Ends it with SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>The resident memory of the process now, in KiB: VmRSS of proc(5).</summary>
    public long Resident()
    {
        var line = File.ReadLines($"/proc/{_process!.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        while (_log.Count > LinesKept)
        {
            _log.TryDequeue(out _);
        }
    }
}
