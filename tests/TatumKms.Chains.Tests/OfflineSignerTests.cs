using System.Text.Json;
using TatumKms.Core;
using TatumKms.TestKit;

namespace TatumKms.Chains.Tests;

/// <summary>The KMS as a library: golden vectors that need no look-up, signed with nothing but a store.</summary>
public sealed class OfflineSignerTests
{
    private static readonly OfflineSigner Signer = new(TestChains.WithoutFeeLimit.All);

    /// <summary>The first vector without a look-up of each chain that has one.</summary>
    public static TheoryData<string> Offline => [.. VectorFile.Vectors("sign").Where(IsOffline).DistinctBy(ChainOf).Select(vector => vector.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Offline))]
    public async Task What_needs_no_look_up_is_signed_as_the_golden_vector_says(string id)
    {
        var vector = VectorFile.Find("sign", id);

        var signed = await SignAsync(vector, _ => true);

        Assert.Equal(VectorRuling.PayloadOf(vector, VectorRuling.Signed), signed.Payload);
    }

    [Fact]
    public void Most_chains_have_transactions_that_need_no_look_up() =>
        Assert.Superset(
            new HashSet<string> { "BTC", "LTC", "DOGE", "BCH", "ETH", "KCS", "TRON", "XRP", "XLM", "ALGO" },
            VectorFile.Vectors("sign").Where(IsOffline).Select(ChainOf).ToHashSet());

    [Fact]
    public async Task Nothing_is_signed_without_a_yes()
    {
        TransactionDescription? shown = null;

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SignAsync(VectorFile.Find("sign", Offline.First().Data), description =>
        {
            shown = description;
            return false;
        }));

        Assert.Contains("not approved", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(shown!.Payments);
    }

    [Fact]
    public async Task A_transaction_that_lacks_what_the_network_knows_is_refused_with_the_name_of_the_look_up()
    {
        var vector = VectorFile.Find("sign", "ETH/sdk-native-with-fee/1");

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SignAsync(vector, _ => true));

        Assert.Contains("eth_chainId", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wallet_that_is_not_in_the_store_is_named()
    {
        using var wallets = await new InMemoryWalletStore().OpenAsync(TestContext.Current.CancellationToken);
        var id = SignatureId.Create();

        var problem = await Assert.ThrowsAsync<KmsException>(
            () => Signer.SignAsync(wallets, new OfflineTransaction("{}", id), _ => true, TestContext.Current.CancellationToken));

        Assert.Equal(KmsError.NotFound, problem.Error);
        Assert.Contains(id.ToString(), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_two_networks_never_sign_one_transaction()
    {
        var store = new InMemoryWalletStore();
        var ethereum = ChainId.Parse("ETH");
        IndexedSigner[] signers =
        [
            new(store.AddPrivateKey(ethereum, Network.Mainnet, "0x7af9f7759dcd98220917d3ca5e92e669c6ac11362bbe6e11c63dc7ab46fbc928"), null),
            new(store.AddPrivateKey(ethereum, Network.Testnet, "0xd1e921b0d275bd1186d7793998381a74b00424b5517b87ac3a19e179fadc2a90"), null),
        ];
        using var wallets = await store.OpenAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<RefusedException>(
            () => Signer.SignAsync(wallets, new OfflineTransaction("{}", signers), _ => true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_mnemonic_without_an_index_is_refused()
    {
        var store = new InMemoryWalletStore();
        var id = store.AddMnemonic(ChainId.Parse("ETH"), Network.Testnet, "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about");
        using var wallets = await store.OpenAsync(TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<RefusedException>(
            () => Signer.SignAsync(wallets, new OfflineTransaction("{}", id), _ => true, TestContext.Current.CancellationToken));

        Assert.Contains("mnemonic-based", refusal.Message, StringComparison.Ordinal);
    }

    private static string ChainOf(JsonElement vector) => vector.GetProperty("pending").GetProperty("chain").GetString()!;

    private static bool IsOffline(JsonElement vector)
    {
        var pending = vector.GetProperty("pending");
        var hasKeys = pending.GetProperty("hashes").EnumerateArray().All(
            hash => vector.GetProperty("wallets").TryGetProperty(hash.GetString()!, out var wallet) && wallet.TryGetProperty("privateKey", out _));
        return hasKeys
            && !pending.TryGetProperty("signatures", out _)
            && !pending.TryGetProperty("withdrawalId", out _)
            && (!vector.TryGetProperty("network", out var network) || network.GetArrayLength() == 0)
            && VectorRuling.Of(vector) == VectorRuling.Signed;
    }

    private static async Task<SignedTransaction> SignAsync(JsonElement vector, Func<TransactionDescription, bool> approve)
    {
        var store = new InMemoryWalletStore();
        foreach (var wallet in vector.GetProperty("wallets").EnumerateObject())
        {
            await store.AddAsync([new NewWallet(SignatureId.Parse(wallet.Name), VectorSigner.Entry(wallet.Value))], TestContext.Current.CancellationToken);
        }

        using var wallets = await store.OpenAsync(TestContext.Current.CancellationToken);
        var pending = Pending.Read(vector.GetProperty("pending"));
        var signers = pending.Hashes.Select(id => new IndexedSigner(id, pending.Index)).ToList();
        return await Signer.SignAsync(wallets, new OfflineTransaction(pending.SerializedTransaction, signers), approve, TestContext.Current.CancellationToken);
    }
}
