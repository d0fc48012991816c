namespace TatumKms.Chains.Flow;

/// <summary>A key of an account.</summary>
/// <param name="Address">The account.</param>
/// <param name="Index">The key's index in it.</param>
internal readonly record struct FlowKey(FlowAddress Address, uint Index);

/// <summary>A block after which a transaction must get onto the chain within 600 blocks.</summary>
/// <param name="Id">32 bytes.</param>
/// <param name="Height">Its height.</param>
internal sealed record FlowBlock(byte[] Id, ulong Height);

/// <summary>A signature of one key.</summary>
/// <param name="Key">Whose.</param>
/// <param name="Value">r || s, 64 bytes.</param>
internal sealed record FlowSignature(FlowKey Key, byte[] Value);

/// <summary>A transaction with all its roles: the proposer's key gives it its place in order, the payer pays, the account authorizes.</summary>
/// <param name="Script">The Cadence source in UTF-8.</param>
/// <param name="Arguments">JSON-Cadence in UTF-8.</param>
/// <param name="Reference">The block that it refers to.</param>
/// <param name="Proposer">The proposer's key, one of Tatum's.</param>
/// <param name="SequenceNumber">The proposer key's sequence number.</param>
/// <param name="Payer">The payer's key, one of Tatum's.</param>
/// <param name="Account">The one authorizer.</param>
internal sealed record FlowTransaction(
    byte[] Script, IReadOnlyList<byte[]> Arguments, FlowBlock Reference, FlowKey Proposer, ulong SequenceNumber, FlowKey Payer, FlowAddress Account)
{
    /// <summary>The limit of computation that the original sets.</summary>
    public const int GasLimit = 9999;

    /// <summary>After how many blocks behind its reference block a transaction can never get onto the chain.</summary>
    public const ulong Lifetime = 600;
}
