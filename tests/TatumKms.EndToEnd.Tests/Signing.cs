using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Cryptography.Encodings;
using TatumKms.EndToEnd.Tests.Nodes;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// One customer's day: a wallet, an address that gets coins, a pending transaction that spends them, a daemon that signs it. The
/// sandbox hands what it is sent to <paramref name="broadcaster"/>.
/// </summary>
internal sealed class Signing(
    string chain,
    Func<string, CancellationToken, Task<BroadcastVerdict>> broadcaster,
    Func<SandboxLookUp, CancellationToken, Task<SandboxAnswer?>>? lookUp = null,
    bool isMainnet = false,
    IReadOnlyDictionary<string, string>? variables = null) : IAsyncDisposable
{
    private readonly string[] _network = isMainnet ? [] : ["--testnet"];
    private const string ApiKey = "end-to-end";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tatum-kms-");
    private SandboxServer? _sandbox;

    public KmsProcess Kms { get; private set; } = null!;

    public SandboxServer Sandbox => _sandbox!;

    /// <summary>The entry that holds the mnemonic.</summary>
    public string Mnemonic { get; private set; } = "";

    /// <summary>The entry that holds the private key of index 0.</summary>
    public string PrivateKey { get; private set; } = "";

    /// <summary>The address of index 0, as getaddress prints it.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The hash of the public key of index 0.</summary>
    public byte[] KeyHash { get; private set; } = [];

    /// <summary>The private key of index 0 as text.</summary>
    public string PrivateKeyText { get; private set; } = "";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { ApiKey = ApiKey, LookUp = lookUp, Broadcaster = (broadcast, token) => broadcaster(broadcast.TxData, token) },
            cancellationToken);
        Kms = new KmsProcess(_folder.FullName, new Dictionary<string, string>(variables ?? new Dictionary<string, string>())
        {
            ["TATUM_API_URL"] = _sandbox.Url.ToString(),
            ["TATUM_API_KEY"] = ApiKey,
            ["TATUM_KMS_PASSWORD"] = "correct horse battery staple",
        });
        Mnemonic = Text(await Kms.JsonAsync("", cancellationToken, ["generatemanagedwallet", chain, .. _network]), "signatureId");
        Address = Text(await Kms.JsonAsync("", cancellationToken, "getaddress", Mnemonic, "0"), "address");
        KeyHash = HashOf(Address);
        PrivateKeyText = Text(await Kms.JsonAsync("", cancellationToken, "getprivatekey", Mnemonic, "0"), "privateKey");
        PrivateKey = Text(await Kms.JsonAsync(PrivateKeyText + "\n", cancellationToken, ["storemanagedprivatekey", chain, .. _network]), "signatureId");
    }

    /// <summary>Puts a pending transaction in the original's form into the sandbox: it sends a coin, less a fee, to somebody.</summary>
    public string AddPending(Coin coin, bool byMnemonic, long fee)
    {
        var transaction = new JsonObject
        {
            ["version"] = 2,
            ["inputs"] = new JsonArray(new JsonObject
            {
                ["prevTxId"] = coin.TransactionId,
                ["outputIndex"] = coin.Index,
                ["sequenceNumber"] = uint.MaxValue,
                ["script"] = "",
                ["scriptString"] = "",
                ["output"] = new JsonObject { ["satoshis"] = coin.Value, ["script"] = Convert.ToHexStringLower(coin.Script) },
            }),
            ["outputs"] = new JsonArray(new JsonObject { ["satoshis"] = coin.Value - fee, ["script"] = $"76a914{new string('0', 40)}88ac" }),
            ["nLockTime"] = 0,
        };
        return AddPending(transaction.ToJsonString(), byMnemonic);
    }

    /// <summary>Puts a pending transaction into the sandbox, to be signed with the mnemonic's key 0 or with the stored private key.</summary>
    public string AddPending(string serialized, bool byMnemonic)
    {
        var pending = new JsonObject
        {
            ["chain"] = chain,
            ["hashes"] = byMnemonic ? new JsonArray() : new JsonArray(PrivateKey),
            ["serializedTransaction"] = serialized,
        };
        if (byMnemonic)
        {
            pending["signatures"] = new JsonArray(new JsonObject { ["id"] = Mnemonic, ["index"] = 0 });
        }

        return Sandbox.State.AddPending(pending.ToJsonString());
    }

    /// <summary>Runs the daemon as a process until the transaction is completed, then ends it as a service manager would.</summary>
    /// <returns>The transaction's id on its chain.</returns>
    public async Task<string> RunDaemonUntilCompletedAsync(string id, CancellationToken cancellationToken)
    {
        await RunDaemonUntilCompletedAsync([id], cancellationToken);
        return Assert.Single(Sandbox.State.Completions).TransactionId;
    }

    /// <summary>Runs the daemon as a process until all are completed, then ends it as a service manager would. No secret may be in its log.</summary>
    public async Task RunDaemonUntilCompletedAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        using var daemon = Kms.Start(["daemon", .. _network, $"--chain={chain}", "--period=0.2", $"--externalUrl={Sandbox.ApprovalUrl}"]);
        daemon.StandardInput.Close();
        var log = daemon.StandardError.ReadToEndAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            while (!ids.All(id => Sandbox.State.Completions.Any(completion => completion.Id == id)) && Sandbox.State.Errors.Count == 0 && !daemon.HasExited)
            {
                await Task.Delay(50, limit.Token);
            }

            using var signal = System.Diagnostics.Process.Start("kill", ["-TERM", $"{daemon.Id}"]);
            await signal.WaitForExitAsync(limit.Token);
            await daemon.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!daemon.HasExited)
            {
                daemon.Kill();
            }
        }

        Assert.True(Sandbox.State.Errors.Count == 0, string.Join('\n', Sandbox.State.Errors));
        Assert.True(daemon.ExitCode == 0, await log);
        Assert.DoesNotContain(PrivateKeyText, await log, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKey, await log, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static byte[] HashOf(string address) =>
        SegwitAddress.TryDecode("tb", address, out _, out var program) ? program
        : Base58Check.TryDecode(address, out var payload) ? payload[1..]
        : [];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
