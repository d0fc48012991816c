using System.Text.Json;

namespace TatumKms.Core;

/// <summary>A transaction that the Tatum API wants signed, as <c>POST /v3/kms/pending/{chain}</c> delivers it.</summary>
public sealed record PendingTransaction
{
    /// <summary>The API's id of the transaction, 24 hexadecimal digits as a rule.</summary>
    public required string Id { get; init; }

    /// <summary>The chain.</summary>
    public required ChainId Chain { get; init; }

    /// <summary>The entries of the store that shall sign, in the API's order; may repeat.</summary>
    public required IReadOnlyList<SignatureId> Hashes { get; init; }

    /// <summary>The unsigned transaction in the chain's own form.</summary>
    public required string SerializedTransaction { get; init; }

    /// <summary>More signers: an entry and, for a mnemonic, the index of the key.</summary>
    public IReadOnlyList<IndexedSigner> Signatures { get; init; } = [];

    /// <summary>The index of the key of the mnemonic in <see cref="Hashes"/>, if there is one.</summary>
    public uint? Index { get; init; }

    /// <summary>The withdrawal of a virtual account that the transaction carries out, if there is one.</summary>
    public string? WithdrawalId { get; init; }

    /// <summary>The inputs of a withdrawal, or nothing where the API delivered no list.</summary>
    public IReadOnlyList<WithdrawalInput>? WithdrawalInputs { get; init; }

    /// <summary>The whole JSON object as the API delivered it.</summary>
    public required JsonElement Raw { get; init; }
}

/// <summary>An entry of the store and the index of its key (0 to 2^31-1); no index for an entry that holds a private key.</summary>
public sealed record IndexedSigner(SignatureId Id, uint? Index);

/// <summary>An element of <c>withdrawalResponses</c>: an input of a withdrawal and the derived key that owns it.</summary>
/// <param name="TransactionId">The id of the spent transaction (<c>vIn</c>), or <c>-1</c> for the element that stands for the change.</param>
/// <param name="OutputIndex">The position of the spent output (<c>vInIndex</c>), where the API names it; -1 for the change.</param>
/// <param name="Address">The address that owns the output (<c>address.address</c>), where the API names it.</param>
/// <param name="DerivationKey">The index of the key (<c>address.derivationKey</c>); 0 when the API names none.</param>
public sealed record WithdrawalInput(string? TransactionId, long? OutputIndex, string? Address, uint DerivationKey);
