using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using TatumKms.Cli.Hosting;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Daemon;
using TatumKms.Sandbox;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

namespace TatumKms.Cli.Demo;

/// <summary>The main job from end to end, on this machine: store, API, second pair of eyes, daemon. Says what it does.</summary>
internal sealed class DemoRun(Composition kms, string folder)
{
    private const string PendingId = "0123456789abcdef01234567";
    private const int SecretLength = 32;
    private readonly IChain _bitcoin = kms.Chains.Get("BTC");
    private readonly string _apiKey = RandomText();
    private int _steps;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var password = new EnvironmentPasswordSource(SecretBytes.FromUtf8(RandomText()));
        using var store = kms.OpenStore(Path.Combine(folder, "wallet.dat"), password);
        var (payee, payer, signer) = await MakeWalletsAsync(store, cancellationToken);

        var transaction = new DemoTransaction(payer, payee, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretLength)));
        var sandboxOptions = new SandboxOptions
        {
            ApiKey = _apiKey,
            Broadcaster = (_, _) => Task.FromResult<BroadcastVerdict>(new BroadcastVerdict.Accepted(transaction.TransactionId)),
        };
        await using var sandbox = await SandboxServer.StartAsync(sandboxOptions, cancellationToken);
        sandbox.State.AddPending(transaction.ToPendingJson(PendingId, signer));
        Tell($"Started a stand-in for the Tatum API at {sandbox.Url}, where one transaction waits for a signature.");
        Detail("pending id", PendingId);
        Detail("pays", $"{Coins(DemoTransaction.Paid)} from {payer} to {payee}, fee {Coins(DemoTransaction.Fee)}");

        var report = await SignAsync(store, sandbox, cancellationToken);
        Conclude(report, sandbox.State, transaction);
    }

    private async Task<(string Payee, string Payer, SignatureId Signer)> MakeWalletsAsync(WalletStore store, CancellationToken cancellationToken)
    {
        using var wallet = _bitcoin.GenerateWallet(Network.Testnet);
        var walletId = SignatureId.Create();
        await store.AddAsync([new NewWallet(walletId, wallet)], cancellationToken);
        Tell("Created an encrypted store with a random password, and in it a Bitcoin testnet wallet with a new mnemonic of 24 words.");
        Detail("signatureId", walletId.ToString());
        Detail("address 0", _bitcoin.DeriveAddress(wallet, 0));

        using var mnemonic = _bitcoin.GenerateWallet(Network.Testnet);
        using var privateKey = _bitcoin.DerivePrivateKey(mnemonic, 0);
        using var key = _bitcoin.ImportPrivateKey(Network.Testnet, privateKey);
        var keyId = SignatureId.Create();
        await store.AddAsync([new NewWallet(keyId, key)], cancellationToken);
        Tell("Stored a fresh private key beside it.");
        Detail("signatureId", keyId.ToString());
        Detail("address", _bitcoin.DeriveAddress(key, 0));
        return (_bitcoin.DeriveAddress(wallet, 0), _bitcoin.DeriveAddress(key, 0), keyId);
    }

    private async Task<RoundReport> SignAsync(WalletStore store, SandboxServer sandbox, CancellationToken cancellationToken)
    {
        var options = new DaemonOptions
        {
            Network = Network.Testnet,
            Chains = [_bitcoin.Id],
            ApiUrl = sandbox.Url,
            ApiKey = _apiKey,
            JournalPath = Path.Combine(folder, "wallet.dat.journal"),
            ClientVersion = ProductVersion.Protocol,
            ExternalUrl = sandbox.ApprovalUrl,
        };
        Tell($"Ran the daemon for one round, with a second pair of eyes at {sandbox.ApprovalUrl}.");
        return await new DaemonHost(kms.Chains, kms.Machine.Time, store, options, NullLoggerProvider.Instance).RunOnceAsync(cancellationToken);
    }

    /// <exception cref="KmsException">The transaction did not arrive (<see cref="KmsError.Api"/>).</exception>
    private void Conclude(RoundReport report, SandboxState state, DemoTransaction transaction)
    {
        if (report.Outcomes is not [SigningOutcome.Completed completed]
            || completed.TransactionId != transaction.TransactionId
            || state.Broadcasts is not [var sent])
        {
            var reason = report.ChainErrors is [var error, ..] ? error.Message : report.Outcomes is [var outcome, ..] ? outcome.ToString() : "it was not found.";
            throw new KmsException(KmsError.Api, $"The demo's transaction was not signed and delivered: {reason}");
        }

        foreach (var approval in state.Approvals)
        {
            Tell($"The second pair of eyes was asked about {approval.Id} ({approval.Method}) and said yes.");
        }

        Tell("The transaction was signed, written to the journal, sent, and marked as completed.");
        Detail("signed transaction", sent.TxData);
        Detail("transaction id", completed.TransactionId);
    }

    private void Tell(string sentence) => kms.Terminal.WriteText($"{++_steps}. {sentence}\n");

    private void Detail(string name, string value) => kms.Terminal.WriteText($"   {name}: {value}\n");

    private static string Coins(long satoshis) => new Amount(satoshis, 8, "BTC").ToString();

    private static string RandomText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretLength));
}
