using System.Buffers.Binary;
using TatumKms.Chains.Xlm;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Xlm;

public sealed class XlmSigningTests
{
    private const string Hash = "memo hash";

    public static TheoryData<string> Names => XlmSigning.Names;

    public static TheoryData<string> Signed =>
    [
        .. VectorFile.Load("vectors", "sign", "XLM.json").EnumerateArray()
            .Where(vector => vector.GetProperty("expected").TryGetProperty("signed", out _))
            .Select(vector => vector.GetProperty("id").GetString()!),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_id_is_the_networks_and_the_signature_is_the_only_thing_that_is_added(string name)
    {
        var envelope = XlmSigning.Find(name);
        var before = XlmSigning.Bytes(name);

        var (_, signed) = await XlmSigning.SignAsync(XlmSigning.Text(name), XlmSigning.NetworkOf(envelope));

        Assert.Equal(envelope.GetProperty("hash").GetString(), signed.TransactionId);
        var after = Convert.FromBase64String(signed.Payload);
        Assert.Equal(before.Length + 72, after.Length);
        Assert.True(XlmSigning.IsSigned(after, Convert.FromHexString(signed.TransactionId)));
        var count = Enumerable.Range(0, before.Length).Single(i => after[i] != before[i]);
        Assert.Equal(before[count] + 1, after[count]);
    }

    [Theory]
    [MemberData(nameof(Signed))]
    public async Task The_id_of_a_vector_is_the_hash_that_the_original_signed(string id)
    {
        var vector = VectorFile.Find("sign", id);

        var (_, signed) = await VectorSigner.SignAsync(new XlmChain(), vector, TestContext.Current.CancellationToken);

        Assert.Equal(vector.GetProperty("info").GetProperty("hash").GetString(), signed.TransactionId);
    }

    [Fact]
    public async Task A_signature_is_for_one_network()
    {
        var (_, main) = await XlmSigning.SignAsync(XlmSigning.Text("payment"));
        var (_, test) = await XlmSigning.SignAsync(XlmSigning.Text("payment"), Network.Testnet);

        Assert.NotEqual(main.TransactionId, test.TransactionId);
        Assert.NotEqual(main.Payload, test.Payload);
    }

    [Fact]
    public async Task A_signature_may_be_the_20th_but_not_the_21st()
    {
        var (_, twentieth) = await XlmSigning.SignAsync(XlmSigning.Text("nineteen signatures"));

        var refusal = await XlmSigning.RefusalAsync(Convert.FromBase64String(twentieth.Payload));

        Assert.Contains("20 signatures already", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_has_signed_signs_again_as_in_the_original_with_a_warning()
    {
        var (_, first) = await XlmSigning.SignAsync(XlmSigning.Text(Hash));

        var (prepared, second) = await XlmSigning.SignAsync(first.Payload);

        Assert.Equal(first.TransactionId, second.TransactionId);
        Assert.Equal(Convert.FromBase64String(second.Payload)[^72..], Convert.FromBase64String(first.Payload)[^72..]);
        Assert.Contains(prepared.Description.Notes, note => note.Contains("claims to be of this key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transaction_takes_a_sequence_number_of_its_account_without_the_id()
    {
        var (plain, _) = await XlmSigning.SignAsync(XlmSigning.Text("payment"));
        var (muxed, _) = await XlmSigning.SignAsync(XlmSigning.Text("source with an id"));

        Assert.Equal(new AccountSequence(XlmSigning.Address, 42), plain.Sequence);
        Assert.Equal(plain.Sequence, muxed.Sequence);
    }

    [Fact]
    public async Task A_fee_bump_takes_no_sequence_number() => Assert.Null((await XlmSigning.SignAsync(XlmSigning.Text("fee bump"))).Prepared.Sequence);

    [Fact]
    public async Task The_fee_is_limited_for_each_operation()
    {
        var envelope = XlmSigning.Bytes(Hash);
        SetFee(envelope, 10_000_000);
        await XlmSigning.SignAsync(Convert.ToBase64String(envelope));
        SetFee(envelope, 10_000_001);

        var refusal = await XlmSigning.RefusalAsync(envelope);
        await XlmSigning.SignAsync(Convert.ToBase64String(envelope), chain: new XlmChain(10_000_001));

        Assert.Equal("The fee of 1.0000001 XLM is above the limit of 1 XLM for each operation; the network counts 1.", refusal);
    }

    [Fact]
    public async Task The_fee_of_a_fee_bump_counts_one_operation_more()
    {
        var envelope = XlmSigning.Bytes("fee bump");
        BinaryPrimitives.WriteInt64BigEndian(envelope.AsSpan(40), 20_000_000);
        var (prepared, _) = await XlmSigning.SignAsync(Convert.ToBase64String(envelope));
        BinaryPrimitives.WriteInt64BigEndian(envelope.AsSpan(40), long.MaxValue);

        Assert.Equal("2 XLM", prepared.Description.Fee.ToString());
        Assert.Contains("the network counts 2", await XlmSigning.RefusalAsync(envelope), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_of_another_chain_is_refused()
    {
        var pending = XlmSigning.Pending(XlmSigning.Text("payment"), "XRP");

        await Assert.ThrowsAsync<RefusedException>(() =>
            new XlmChain().PrepareAsync(pending, Network.Mainnet, [XlmSigning.PublicKey()], null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_signature_that_the_public_key_does_not_verify_is_refused()
    {
        var chain = new XlmChain();
        var stranger = new byte[32];
        using var key = new SigningKey(SecretBytes.FromUtf8(XlmSigning.Secret), stranger);
        var prepared = await chain.PrepareAsync(
            XlmSigning.Pending(XlmSigning.Text("payment")), Network.Mainnet, [stranger], null!, TestContext.Current.CancellationToken);

        Assert.Throws<RefusedException>(() => chain.Sign(prepared, [key]));
    }

    // Type (4), account (4 + 32), fee.
    private static void SetFee(byte[] envelope, uint fee) => BinaryPrimitives.WriteUInt32BigEndian(envelope.AsSpan(40), fee);
}
