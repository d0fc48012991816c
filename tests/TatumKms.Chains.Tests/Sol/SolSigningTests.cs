using TatumKms.Chains.Sol;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Chains.Sol.Programs;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Tests.Sol;

public sealed class SolSigningTests
{
    private const string Latest = """{"context":{"slot":1},"value":{"blockhash":"5uqMC58s81Dpu7DJH2Ks2X3fcSZQhm947A1Y62mt2SjL","lastValidBlockHeight":500}}""";
    private static readonly SolChain Chain = new(TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_id_is_the_first_signature_and_every_signature_is_valid()
    {
        var signed = Sign(await FreshenAsync(await SolWorld.PrepareAsync(TwoSigners(), 1, 2)), 2, 1);

        var bytes = Convert.FromBase64String(signed.Payload);
        Assert.Equal(2, bytes[0]);
        Assert.Equal(Base58.Encode(bytes.AsSpan(1, 64)), signed.TransactionId);
        Assert.True(Ed25519.Verify(SolWorld.AddressOf(1).Bytes, bytes.AsSpan(129), bytes.AsSpan(1, 64)));
        Assert.True(Ed25519.Verify(SolWorld.AddressOf(2).Bytes, bytes.AsSpan(129), bytes.AsSpan(65, 64)));
    }

    [Fact]
    public async Task The_block_hash_is_the_newest_finalized_one()
    {
        var node = new SolScript().On("getLatestBlockhash", Latest);

        var fresh = (PreparedSolTransaction)await Chain.FreshenAsync(await SolWorld.PrepareAsync(SolWorld.Payment()), node, Cancellation);

        Assert.Equal("5uqMC58s81Dpu7DJH2Ks2X3fcSZQhm947A1Y62mt2SjL", fresh.Message.Blockhash.Text);
        Assert.Equal(["""[{"commitment":"finalized"}]"""], node.Parameters);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":{"blockhash":7}}""")]
    [InlineData("""{"value":{"blockhash":"abc"}}""")]
    [InlineData("""{"value":{"blockhash":"\ud800"}}""")]
    public async Task An_unusable_block_hash_is_no_answer(string answer)
    {
        var prepared = await SolWorld.PrepareAsync(SolWorld.Payment());

        await Assert.ThrowsAsync<NodeException>(() => Chain.FreshenAsync(prepared, new SolScript().On("getLatestBlockhash", answer), Cancellation));
    }

    [Fact]
    public async Task Without_a_fresh_block_hash_nothing_is_signed()
    {
        var prepared = await SolWorld.PrepareAsync(SolWorld.Payment());

        Assert.Throws<InvalidOperationException>(() => Sign(prepared, 1));
    }

    [Fact]
    public async Task A_message_of_version_0_is_signed_in_its_own_order_with_its_tables()
    {
        // The accounts are not in the order in which a legacy message would be compiled.
        var message = SolWorld.Message(ProgramIds.System, SolWorld.Transfer(5), SolWorld.Account(9), SolWorld.Account(2)).AsVersion0(new SolLookup(SolWorld.Account(3), [7], [8]));
        message = message.With(0, 4);

        var fresh = await FreshenAsync(await SolWorld.PrepareAsync(message));

        Assert.Equal(SolWire.Write(message with { Blockhash = fresh.Message.Blockhash }), Convert.FromBase64String(Sign(fresh, 1).Payload)[65..]);
    }

    [Fact]
    public async Task A_durable_nonce_stays_and_can_be_used_once()
    {
        var message = Nonce(SolWorld.Blockhash);

        var fresh = (PreparedSolTransaction)await Chain.FreshenAsync(await SolWorld.PrepareAsync(message), new SolScript(), Cancellation);

        Assert.Equal(SolWorld.Blockhash, fresh.Message.Blockhash);
        Assert.Equal([$"{SolWorld.Account(1)}#{SolWorld.Blockhash}"], fresh.Claims);
        Assert.NotEmpty(Sign(fresh, 1).Payload);
    }

    [Fact]
    public async Task A_placeholder_is_no_durable_nonce()
    {
        var fresh = await FreshenAsync(await SolWorld.PrepareAsync(Nonce(SolWorld.Placeholder)));

        Assert.Equal("5uqMC58s81Dpu7DJH2Ks2X3fcSZQhm947A1Y62mt2SjL", fresh.Message.Blockhash.Text);
        Assert.Empty(fresh.Claims);
    }

    [Fact]
    public async Task A_key_that_the_transaction_brings_signs_too_and_is_shown()
    {
        using var key = SolWorld.Key(2);
        var prepared = await SolWorld.PrepareAsync(SolWorld.Serialized(TwoSigners(), VectorSigner.Text(key.PrivateKey)), 1);

        Assert.Contains(prepared.Description.Notes, note => note.Contains($"brings the key of {SolWorld.AddressOf(2)}", StringComparison.Ordinal));
        Assert.NotEmpty(Sign(await FreshenAsync(prepared), 1).Payload);
    }

    [Fact]
    public async Task A_key_that_the_transaction_brings_may_be_one_of_its_wallets()
    {
        using var key = SolWorld.Key(2);

        var prepared = await SolWorld.PrepareAsync(SolWorld.Serialized(TwoSigners(), VectorSigner.Text(key.PrivateKey)), 1, 2);

        Assert.NotEmpty(Sign(await FreshenAsync(prepared), 1, 2).Payload);
    }

    [Fact]
    public async Task A_malformed_key_that_the_transaction_brings_is_refused_without_repeating_it()
    {
        const string Secret = "notakeybutsecret";

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SolWorld.PrepareAsync(SolWorld.Serialized(TwoSigners(), Secret), 1));

        Assert.Contains("mintPK", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signer_without_a_key_is_refused() =>
        Assert.Contains($"needs the signature of {SolWorld.AddressOf(2)}", await SolWorld.RefusalAsync(TwoSigners(), 1), StringComparison.Ordinal);

    [Fact]
    public async Task A_key_that_is_not_needed_is_refused() =>
        Assert.Contains($"does not want the signature of {SolWorld.AddressOf(3)}", await SolWorld.RefusalAsync(TwoSigners(), 1, 2, 3), StringComparison.Ordinal);

    [Fact]
    public async Task A_fee_payer_that_is_none_of_the_wallets_is_refused()
    {
        using var key = SolWorld.Key(1);

        var refusal = await Assert.ThrowsAsync<RefusedException>(
            () => SolWorld.PrepareAsync(SolWorld.Serialized(TwoSigners(), VectorSigner.Text(key.PrivateKey)), 2));

        Assert.Contains("pay the fee", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_for_another_chain_is_refused()
    {
        var pending = SolWorld.Pending(SolWorld.Serialized(SolWorld.Payment()), "XRP");

        await Assert.ThrowsAsync<RefusedException>(
            () => Chain.PrepareAsync(pending, Network.Mainnet, [SolWorld.AddressOf(1).Bytes.ToArray()], new SolScript(), Cancellation));
    }

    [Fact]
    public async Task A_transaction_that_the_network_would_not_carry_is_refused()
    {
        var room = 1232 - 65 - SolWire.Write(SolWorld.Message(ProgramIds.Memo, new byte[200])).Length + 200;
        var longest = SolWorld.Message(ProgramIds.Memo, new byte[room]);

        Assert.Equal(1232, 65 + SolWire.Write(longest).Length);
        await SolWorld.PrepareAsync(longest);
        Assert.Contains("1233 bytes", await SolWorld.RefusalAsync(SolWorld.Message(ProgramIds.Memo, new byte[room + 1])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"txData":null}""")]
    [InlineData("""{"txData":7}""")]
    [InlineData("""{"txData":"0"}""")]
    [InlineData("""{"txData":"xy"}""")]
    [InlineData("""{"txData":"00","txData":"00"}""")]
    [InlineData("""{"txData":"\ud800"}""")]
    [InlineData("""{"txData":"00","mintPK":7}""")]
    [InlineData("""{"txData":"00","mintPK":"\u0031"}""")]
    public async Task A_malformed_serialized_transaction_is_refused(string serialized) =>
        await Assert.ThrowsAsync<RefusedException>(() => SolWorld.PrepareAsync(serialized));

    [Fact]
    public async Task Whatever_is_done_to_a_serialized_transaction_it_is_prepared_or_refused()
    {
        using var key = SolWorld.Key(2);
        var sound = SolWorld.Serialized(TwoSigners(), VectorSigner.Text(key.PrivateKey));
        foreach (var text in Mutations.Of(sound, 23, 3000))
        {
            await PreparedOrRefusedAsync(text);
        }
    }

    [Fact]
    public async Task Whatever_is_done_to_the_bytes_of_a_message_it_is_prepared_or_refused()
    {
        var random = new Random(29);
        var messages = VectorFile.Load("vectors", "sign", "SOL.json").EnumerateArray()
            .Where(vector => vector.TryGetProperty("info", out var info) && info.TryGetProperty("message", out _))
            .Select(vector => Convert.FromHexString(vector.GetProperty("info").GetProperty("message").GetString()!))
            .ToArray();
        for (var round = 0; round < 4000; round++)
        {
            byte[] bytes = [.. messages[random.Next(messages.Length)]];
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            await PreparedOrRefusedAsync($$"""{"txData":"{{Convert.ToHexString(bytes)}}"}""", SignersOf(bytes));
        }
    }

    private static async Task PreparedOrRefusedAsync(string serialized, ReadOnlyMemory<byte>[]? keys = null)
    {
        try
        {
            await Chain.PrepareAsync(
                SolWorld.Pending(serialized), Network.Mainnet, keys ?? [SolWorld.AddressOf(1).Bytes.ToArray()], new SolScript(), Cancellation);
        }
        catch (RefusedException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    /// <summary>The signers of a message, so that the test gets past the check of the keys.</summary>
    private static ReadOnlyMemory<byte>[] SignersOf(byte[] bytes)
    {
        try
        {
            var message = SolMessageReader.Read(bytes);
            var compiled = message.Version is null ? LegacyCompiler.Compile(message) : message;
            return [.. compiled.Signers.Select(signer => (ReadOnlyMemory<byte>)signer.Bytes.ToArray())];
        }
        catch (RefusedException)
        {
            return [SolWorld.AddressOf(1).Bytes.ToArray()];
        }
    }

    private static SolMessage TwoSigners() => new(
        null,
        new SolHeader(2, 0, 1),
        [SolWorld.AddressOf(1), SolWorld.AddressOf(2), SolWorld.Account(1), ProgramIds.System],
        SolWorld.Placeholder,
        [new SolInstruction(3, [1, 2], SolWorld.Transfer(7))],
        []);

    private static SolMessage Nonce(SolAddress blockhash)
    {
        var message = SolWorld.Message(ProgramIds.System, SolWorld.UInt32(4), SolWorld.Account(1), SolWorld.Account(2)) with { Blockhash = blockhash };
        return message with { Instructions = [new SolInstruction(3, [1, 2, 0], SolWorld.UInt32(4)), new SolInstruction(3, [0, 2], SolWorld.Transfer(7))] };
    }

    private static async Task<PreparedSolTransaction> FreshenAsync(PreparedSolTransaction prepared) =>
        (PreparedSolTransaction)await Chain.FreshenAsync(prepared, new SolScript().On("getLatestBlockhash", Latest), Cancellation);

    private static SignedTransaction Sign(PreparedSolTransaction prepared, params byte[] keys)
    {
        SigningKey[] signing = [.. keys.Select(SolWorld.Key)];
        try
        {
            return Chain.Sign(prepared, signing);
        }
        finally
        {
            Array.ForEach(signing, key => key.Dispose());
        }
    }
}
