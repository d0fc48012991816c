using System.Buffers.Binary;
using System.Text.Json;
using TatumKms.Chains.Sol;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Chains.Sol.Programs;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests.Sol;

/// <summary>Keys, messages and pending transactions to test with.</summary>
internal static class SolWorld
{
    /// <summary>What the API puts where the block hash goes.</summary>
    public static readonly SolAddress Placeholder = SolAddress.Known("7WyEshBZcZwEbJsvSeGgCkSNMxxxFAym3x7Cuj6UjAUE");

    public static readonly SolAddress Blockhash = new(Enumerable.Repeat((byte)9, 32).ToArray());

    /// <summary>An account of which nobody here has the key.</summary>
    public static SolAddress Account(byte number) => new([number, .. new byte[30], 0xEE]);

    /// <summary>A key: its seed is 32 times the number.</summary>
    public static SigningKey Key(byte number)
    {
        var text = SolKeys.Format(Enumerable.Repeat(number, 32).ToArray());
        return new SigningKey(text, SolKeys.PublicKey(text.Span));
    }

    /// <summary>The address of <see cref="Key"/>.</summary>
    public static SolAddress AddressOf(byte number) => new(Ed25519.GetPublicKey(Enumerable.Repeat(number, 32).ToArray()));

    public static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] UInt64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Transfer(ulong lamports) => [.. UInt32(2), .. UInt64(lamports)];

    /// <summary>A legacy message of key 1 with one instruction; the accounts after the key are writable.</summary>
    public static SolMessage Message(SolAddress program, byte[] data, params SolAddress[] accounts) => new(
        null,
        new SolHeader(1, 0, 1),
        [AddressOf(1), .. accounts, program],
        Placeholder,
        [new SolInstruction(accounts.Length + 1, [.. Enumerable.Range(0, accounts.Length + 1)], data)],
        []);

    /// <summary>Key 1 sends somebody a SOL.</summary>
    public static SolMessage Payment() => Message(ProgramIds.System, Transfer(1_000_000_000), Account(1));

    /// <summary>The same with its own words for the instruction's accounts: their places.</summary>
    public static SolMessage With(this SolMessage message, params int[] places) =>
        message with { Instructions = [message.Instructions[0] with { Accounts = places }] };

    /// <summary>The same in the form of version 0, with address tables.</summary>
    public static SolMessage AsVersion0(this SolMessage message, params SolLookup[] lookups) => message with { Version = 0, Lookups = lookups };

    public static string Serialized(SolMessage message, string? mintPk = null) => mintPk is null
        ? JsonSerializer.Serialize(new { txData = Convert.ToHexStringLower(SolWire.Write(message)) })
        : JsonSerializer.Serialize(new { txData = Convert.ToHexStringLower(SolWire.Write(message)), mintPK = mintPk });

    public static PendingTransaction Pending(string serialized, string chain = "SOL") => new()
    {
        Id = "6ad7138cbb80fd322ef33958",
        Chain = ChainId.Parse(chain),
        Hashes = [SignatureId.Parse("0af7d96a-300b-42f2-8cb3-24864dfc0c18")],
        SerializedTransaction = serialized,
        Raw = default,
    };

    /// <summary>Prepares a pending transaction for keys.</summary>
    public static async Task<PreparedSolTransaction> PrepareAsync(string serialized, params byte[] keys)
    {
        var chain = new SolChain(TimeProvider.System);
        ReadOnlyMemory<byte>[] publicKeys = [.. (keys.Length > 0 ? keys : [1]).Select(key => (ReadOnlyMemory<byte>)AddressOf(key).Bytes.ToArray())];
        return (PreparedSolTransaction)await chain.PrepareAsync(
            Pending(serialized), Network.Mainnet, publicKeys, new SolScript(), TestContext.Current.CancellationToken);
    }

    public static Task<PreparedSolTransaction> PrepareAsync(SolMessage message, params byte[] keys) => PrepareAsync(Serialized(message), keys);

    public static async Task<TransactionDescription> DescribeAsync(SolMessage message) => (await PrepareAsync(message)).Description;

    /// <summary>Why a message is refused.</summary>
    public static async Task<string> RefusalAsync(SolMessage message, params byte[] keys) =>
        (await Assert.ThrowsAsync<RefusedException>(() => PrepareAsync(message, keys))).Message;
}
