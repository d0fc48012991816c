using System.Buffers.Binary;
using TatumKms.Chains.Sol.Programs;

namespace TatumKms.Chains.Sol.Messages;

/// <summary>
/// Durable nonces: a transaction whose first instruction advances a nonce account has that account's value in the place of the block
/// hash, and does not grow old (solana.com/developers/guides/advanced/introduction-to-durable-nonces).
/// </summary>
internal static class DurableNonce
{
    /// <summary>What the Tatum API puts where the block hash goes. Nobody's nonce has this value, so it is replaced in any case.</summary>
    private static readonly SolAddress Placeholder = SolAddress.Known("7WyEshBZcZwEbJsvSeGgCkSNMxxxFAym3x7Cuj6UjAUE");

    /// <summary>Whether the message's block hash is a nonce, which must stay.</summary>
    public static bool IsUsedBy(SolMessage message)
    {
        var first = message.Instructions[0];
        return first.Data.Length >= sizeof(uint)
            && BinaryPrimitives.ReadUInt32LittleEndian(first.Data) == SystemProgram.AdvanceNonceAccount
            && message.Accounts[first.Program].Equals(ProgramIds.System)
            && first.Accounts.Count > 0
            && first.Accounts[0] < message.Accounts.Count
            && message.IsWritable(first.Accounts[0])
            && !message.Blockhash.Equals(Placeholder);
    }

    /// <summary>The nonce account of a message that uses one.</summary>
    public static SolAddress AccountOf(SolMessage message) => message.Accounts[message.Instructions[0].Accounts[0]];
}
