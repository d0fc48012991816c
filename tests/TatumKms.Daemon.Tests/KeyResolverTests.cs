using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests;

public sealed class KeyResolverTests
{
    private static readonly ChainId Btc = ChainId.Parse("BTC"), Ltc = ChainId.Parse("LTC");

    [Fact]
    public async Task A_private_key_is_used_whatever_the_index()
    {
        await using var harness = await Harness.StartAsync();

        Assert.IsType<SigningOutcome.Completed>(await SignAsync(harness, $$""" "hashes":["{{harness.WalletId}}"],"index":7 """));
        Assert.Equal(["the private key"], harness.Chain.LastKeys);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public async Task A_mnemonic_gives_the_key_of_the_index(int index)
    {
        await using var harness = await Harness.StartAsync();
        var wallet = harness.Store.AddMnemonic(Btc, Network.Testnet, "words");

        Assert.IsType<SigningOutcome.Completed>(await SignAsync(harness, $$""" "hashes":["{{wallet}}"],"index":{{index}} """));
        Assert.Equal([$"words/{index}"], harness.Chain.LastKeys);
    }

    [Fact]
    public async Task A_mnemonic_without_index_is_refused_with_the_words_of_the_original()
    {
        await using var harness = await Harness.StartAsync();
        var wallet = harness.Store.AddMnemonic(Btc, Network.Testnet, "words");

        var outcome = await SignAsync(harness, $$""" "hashes":["{{wallet}}"] """);

        AssertRefused(outcome, "Wallets with requested private keys were not found", "give 'index'");
    }

    [Fact]
    public async Task A_mnemonic_without_index_among_the_signatures_is_refused()
    {
        await using var harness = await Harness.StartAsync();
        var wallet = harness.Store.AddMnemonic(Btc, Network.Testnet, "words");

        var outcome = await SignAsync(harness, $$""" "hashes":["{{harness.WalletId}}"],"signatures":[{"id":"{{wallet}}"}] """);

        AssertRefused(outcome, wallet.ToString(), "give 'index'");
    }

    [Fact]
    public async Task Keys_come_in_the_order_of_the_transaction()
    {
        await using var harness = await Harness.StartAsync();
        var words = harness.Store.AddMnemonic(Btc, Network.Testnet, "words");

        await SignAsync(
            harness,
            $$""" "hashes":["{{harness.WalletId}}"],"signatures":[{"id":"{{words}}","index":3},{"id":"{{words}}","index":1}] """);

        Assert.Equal(["the private key", "words/3", "words/1"], harness.Chain.LastKeys);
    }

    [Fact]
    public async Task Hashes_of_other_stores_are_passed_over()
    {
        await using var harness = await Harness.StartAsync();

        var outcome = await SignAsync(harness, $$""" "hashes":["{{SignatureId.Create()}}","{{harness.WalletId}}"] """);

        Assert.IsType<SigningOutcome.Completed>(outcome);
        Assert.Single(harness.Chain.LastKeys);
    }

    [Fact]
    public async Task No_wallet_at_all_is_refused()
    {
        await using var harness = await Harness.StartAsync();

        AssertRefused(await SignAsync(harness, $$""" "hashes":["{{SignatureId.Create()}}"] """), "Wallets with requested private keys were not found");
    }

    [Fact]
    public async Task A_signature_of_an_unknown_wallet_is_refused_by_name()
    {
        await using var harness = await Harness.StartAsync();
        var unknown = SignatureId.Create();

        AssertRefused(await SignAsync(harness, $$""" "hashes":["{{harness.WalletId}}"],"signatures":[{"id":"{{unknown}}","index":0}] """), unknown.ToString());
    }

    [Theory]
    [InlineData(2, "Wallets {0}, {1} are not in the store of this KMS.")]
    [InlineData(10, "{8}, {9} are not in the store of this KMS.")]
    [InlineData(12, "{8}, {9} and 2 more are not in the store of this KMS.")]
    public async Task All_unknown_wallets_are_named_at_once(int count, string words)
    {
        await using var harness = await Harness.StartAsync();
        var unknown = Enumerable.Range(0, count).Select(_ => SignatureId.Create()).ToArray();
        var signatures = string.Join(',', unknown.Select(id => $$"""{"id":"{{id}}","index":0}"""));

        var outcome = await SignAsync(harness, $$""" "hashes":["{{harness.WalletId}}"],"signatures":[{{signatures}},{"id":"{{unknown[0]}}"}] """);

        AssertRefused(outcome, unknown.Index().Aggregate(words, (text, id) => text.Replace($"{{{id.Index}}}", id.Item.ToString(), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_no_wallet_is_there_those_of_the_hashes_are_named()
    {
        await using var harness = await Harness.StartAsync();
        var (first, second) = (SignatureId.Create(), SignatureId.Create());

        AssertRefused(
            await SignAsync(harness, $$""" "hashes":["{{first}}","{{second}}"] """),
            "Wallets with requested private keys were not found",
            $"Wallets {first}, {second} are not in the store of this KMS.");
    }

    [Fact]
    public async Task A_wallet_that_was_not_asked_for_counts_as_missing()
    {
        await using var harness = await Harness.StartAsync();
        var other = harness.Store.AddPrivateKey(Btc, Network.Testnet, "other");
        harness.Options = harness.Options with { Wallets = new HashSet<SignatureId> { other } };

        AssertRefused(await SignAsync(harness, $$""" "hashes":["{{other}}"],"signatures":[{"id":"{{harness.WalletId}}"}] """), "not in the store");
    }

    [Fact]
    public async Task A_wallet_of_another_chain_is_refused_in_words()
    {
        await using var harness = await Harness.StartAsync();
        var wallet = harness.Store.AddPrivateKey(Ltc, Network.Testnet, "ltc");

        AssertRefused(
            await SignAsync(harness, $$""" "hashes":["{{harness.WalletId}}","{{wallet}}"] """),
            $"Wallet {wallet} is for LTC, but the transaction is for BTC.");
    }

    [Fact]
    public async Task A_wallet_of_the_main_network_is_refused_in_words()
    {
        await using var harness = await Harness.StartAsync();
        var wallet = harness.Store.AddPrivateKey(Btc, Network.Mainnet, "main");

        AssertRefused(
            await SignAsync(harness, $$""" "hashes":["{{harness.WalletId}}","{{wallet}}"] """),
            $"Wallet {wallet} is for the main network, but this KMS signs for the test network.");
    }

    [Fact]
    public async Task An_entry_with_a_secret_needs_no_index()
    {
        await using var harness = await Harness.StartAsync();
        var wallet = SignatureId.Create();
        WalletField[] fields = [WalletField.Public(WalletEntry.SecretField, "secret"), WalletField.Public(WalletEntry.MnemonicField, "words")];
        await harness.Store.AddAsync([new NewWallet(wallet, new WalletEntry(Btc, Network.Testnet, fields))], TestContext.Current.CancellationToken);

        Assert.IsType<SigningOutcome.Completed>(await SignAsync(harness, $$""" "hashes":["{{wallet}}"] """));
    }

    [Fact]
    public async Task Keys_are_disposed_when_another_one_is_refused()
    {
        await using var harness = await Harness.StartAsync();
        var wallet = harness.Store.AddPrivateKey(Ltc, Network.Testnet, "ltc");

        await SignAsync(harness, $$""" "hashes":["{{harness.WalletId}}","{{wallet}}"] """);

        var key = Assert.Single(harness.Chain.DerivedKeys);
        Assert.Throws<ObjectDisposedException>(() => key.Span.Length);
    }

    [Fact]
    public async Task Entries_are_disposed_when_their_keys_are_found()
    {
        await using var harness = await Harness.StartAsync();

        await SignAsync(harness, $$""" "hashes":["{{harness.WalletId}}"] """);

        Assert.Throws<ObjectDisposedException>(() => Assert.Single(harness.Chain.UsedEntries).PrivateKey!.Span.Length);
    }

    private static async Task<SigningOutcome> SignAsync(Harness harness, string members)
    {
        // Served whatever wallets it names, as a hostile API would.
        var pending = $$"""[{"id":"a","chain":"BTC","serializedTransaction":"pay",{{members}}}]""";
        harness.State.AddFault(new Sandbox.SandboxFault.Answer("/v3/kms/pending", 200, pending));
        return await harness.RunOneAsync();
    }

    private static void AssertRefused(SigningOutcome outcome, params string[] words)
    {
        var refused = Assert.IsType<SigningOutcome.Refused>(outcome);
        Assert.All(words, word => Assert.Contains(word, refused.Reason, StringComparison.Ordinal));
    }
}
