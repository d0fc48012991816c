using System.Buffers.Binary;
using System.Text;

namespace TatumKms.Chains.Tests.Xlm;

/// <summary>Envelopes with one thing wrong, made out of right ones.</summary>
public sealed class XlmRefusalTests
{
    // Positions in an envelope whose account has no id and that has time bounds and no memo.
    private const int SequencePosition = 44, ConditionsPosition = 52, MemoPosition = 72, OperationsPosition = 76, BodyPosition = 88;

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("{\"a\":1}")]
    [InlineData("AAAAAg")]
    public async Task Text_that_is_no_envelope_is_refused(string text) =>
        Assert.NotEmpty((await Assert.ThrowsAsync<Core.RefusedException>(() => XlmSigning.SignAsync(text))).Message);

    [Fact]
    public async Task Base64_of_another_form_is_refused()
    {
        var text = XlmSigning.Text("create account");
        string[] others = [text + "\n", " " + text, text.Insert(8, "\r\n"), text.TrimEnd('='), text[..^2] + "B=", text.Replace('A', '_'), text + text];

        foreach (var other in others)
        {
            await Assert.ThrowsAsync<Core.RefusedException>(() => XlmSigning.SignAsync(other));
        }
    }

    [Theory]
    [InlineData("payment")]
    [InlineData("fee bump")]
    [InlineData("contract call with authorizations")]
    [InlineData("envelope of version 0 with time bounds")]
    public async Task An_envelope_that_is_cut_short_or_too_long_is_refused(string name)
    {
        var envelope = XlmSigning.Bytes(name);
        for (var length = 0; length < envelope.Length; length++)
        {
            await XlmSigning.RefusalAsync(envelope[..length]);
        }

        Assert.Contains("4 bytes are left over", await XlmSigning.RefusalAsync([.. envelope, 0, 0, 0, 0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payment", 0, 1, "an envelope of the unknown type 1")]
    [InlineData("payment", 4, 2, "an account of an unknown type")]
    [InlineData("payment", SequencePosition, -1, "a number is negative")]
    [InlineData("payment", ConditionsPosition, 3, "preconditions of an unknown type")]
    [InlineData("payment", MemoPosition, 5, "a memo of an unknown type")]
    [InlineData("payment", OperationsPosition, 101, "a list is too long")]
    [InlineData("payment", OperationsPosition + 4, 2, "a boolean is neither 0 nor 1")]
    [InlineData("payment", OperationsPosition + 8, 27, "an operation of the unknown type 27")]
    [InlineData("payment", OperationsPosition + 8, -1, "an operation of the unknown type 4294967295")]
    [InlineData("payment", BodyPosition + 36, 3, "an asset of an unknown type")]
    [InlineData("payment", BodyPosition + 40, -1, "an amount that must be above zero is not")]
    [InlineData("create account", BodyPosition, 1, "an account of an unknown type")]
    [InlineData("create account", BodyPosition, 0x100, "an account of an unknown type")]
    [InlineData("create account", BodyPosition + 36, -1, "a number is negative")]
    [InlineData("allow trust 1", BodyPosition + 44, 3, "an authorization of an unknown kind")]
    [InlineData("allow trust 1", BodyPosition + 36, 0, "an asset of an unknown type")]
    [InlineData("set options, signer removed", BodyPosition + 36, 4, "a signer of an unknown type")]
    [InlineData("set options, signer removed", BodyPosition + 72, 256, "a weight or threshold is above 255")]
    [InlineData("set options, everything", BodyPosition + 44, 16, "an unknown flag")]
    [InlineData("set options, everything", BodyPosition + 60, 256, "a weight or threshold is above 255")]
    [InlineData("claim claimable balance", BodyPosition, 1, "a claimable balance of an unknown type")]
    [InlineData("manage buy offer", BodyPosition + 56, 0, "a price is not above zero")]
    [InlineData("manage buy offer", BodyPosition + 60, -1, "a price is not above zero")]
    [InlineData("manage data, removed", BodyPosition, 65, "a string of bytes is too long")]
    [InlineData("contract code uploaded", BodyPosition, 4, "a host function of an unknown type")]
    [InlineData("time to live extended", BodyPosition, 1, "an unknown extension")]
    public async Task A_number_out_of_its_range_is_refused(string name, int position, int value, string why)
    {
        var envelope = XlmSigning.Bytes(name);
        BinaryPrimitives.WriteInt32BigEndian(envelope.AsSpan(position), value);

        Assert.Contains(why, await XlmSigning.RefusalAsync(envelope), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USD\0", "US\0D", "not of letters and digits")]
    [InlineData("USD\0", "U$D\0", "not of letters and digits")]
    [InlineData("USD\0", "\0\0\0\0", "too short")]
    [InlineData("LONGCODE9\0\0\0", "LONG\0\0\0\0\0\0\0\0", "too short")]
    public async Task A_code_of_an_asset_that_the_network_does_not_know_is_refused(string code, string other, string why)
    {
        var envelope = XlmSigning.Bytes("path payment strict receive");
        var position = envelope.AsSpan().IndexOf(Encoding.ASCII.GetBytes(code));
        Encoding.ASCII.GetBytes(other).CopyTo(envelope, position);

        Assert.Contains(why, await XlmSigning.RefusalAsync(envelope), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Padding_that_is_not_zero_is_refused()
    {
        // "hello "you"" has 11 bytes.
        var envelope = XlmSigning.Bytes("memo text");
        envelope[envelope.AsSpan().IndexOf("hello"u8) + 11] = 1;

        Assert.Contains("padding is not zero", await XlmSigning.RefusalAsync(envelope), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_without_operations_is_refused()
    {
        var envelope = XlmSigning.Bytes("payment");
        byte[] empty = [.. envelope[..OperationsPosition], .. new byte[12]];

        Assert.Contains("it has no operation", await XlmSigning.RefusalAsync(empty), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validity_that_ends_before_it_begins_is_refused()
    {
        var envelope = XlmSigning.Bytes("all preconditions");
        envelope.AsSpan(ConditionsPosition + 8, 8).Fill(0xff);

        Assert.Contains("ends before it begins", await XlmSigning.RefusalAsync(envelope), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fee_bump_of_another_kind_of_transaction_is_refused()
    {
        var envelope = XlmSigning.Bytes("fee bump");
        BinaryPrimitives.WriteInt32BigEndian(envelope.AsSpan(48), 5);

        Assert.Contains("a fee bump of an envelope of an unknown type", await XlmSigning.RefusalAsync(envelope), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_without_an_operation_on_smart_contracts_and_the_reverse_are_refused()
    {
        var withResources = XlmSigning.Bytes("entries restored");
        var restore = withResources.AsSpan(0, BodyPosition - 4).ToArray();
        var rest = withResources[(BodyPosition + 4)..];
        byte[] inflation = [.. restore, 0, 0, 0, 9, .. rest];
        byte[] withoutResources = [.. withResources[..(BodyPosition + 4)], .. new byte[8]];

        foreach (var envelope in (byte[][])[inflation, withoutResources])
        {
            Assert.Contains("must be the only one and come with its resources", await XlmSigning.RefusalAsync(envelope), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Values_that_are_nested_without_end_are_refused()
    {
        // A condition that negates a condition, again and again.
        var envelope = XlmSigning.Bytes("create claimable balance");
        var position = envelope.AsSpan().IndexOf(Convert.FromHexString("000000030000000100000000"));
        var negations = Enumerable.Repeat<byte[]>([0, 0, 0, 3, 0, 0, 0, 1], 100_000).SelectMany(bytes => bytes);
        byte[] deep = [.. envelope[..position], .. negations, .. envelope[position..]];

        Assert.Contains("nested more than 200 deep", await XlmSigning.RefusalAsync(deep), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_count_buys_no_memory()
    {
        var envelope = XlmSigning.Bytes("contract call");
        var function = envelope.AsSpan().IndexOf("transfer"u8);
        envelope.AsSpan(function + 8, 4).Fill(0xff);

        Assert.Contains("a list is too long", await XlmSigning.RefusalAsync(envelope), StringComparison.Ordinal);
    }
}
