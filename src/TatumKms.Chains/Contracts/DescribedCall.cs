using TatumKms.Core;

namespace TatumKms.Chains.Contracts;

/// <summary>What a call of a contract does, as far as its data tells.</summary>
/// <param name="Method">The method, <c>transfer(address,uint256)</c>, or its selector <c>0x12345678</c> when it is not a known one.</param>
/// <param name="IsKnown">Whether the method is known and its arguments were read.</param>
/// <param name="Payments">Tokens that move, in the token's smallest units: how many decimals it has is not in the data.</param>
/// <param name="Notes">A sentence for each thing worth knowing.</param>
internal sealed record DescribedCall(string Method, bool IsKnown, IReadOnlyList<Payment> Payments, IReadOnlyList<string> Notes)
{
    /// <summary>The call as facts.</summary>
    public required ContractCall Facts { get; init; }

    /// <summary>What is dangerous about it.</summary>
    public IReadOnlyList<Danger> Dangers { get; init; } = [];
}
