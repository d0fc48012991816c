using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Contracts;

/// <summary>A method whose calls can be described.</summary>
internal sealed class KnownMethod
{
    private readonly Func<CallArguments, (IReadOnlyList<Payment> Payments, IReadOnlyList<string> Notes)> _describe;

    private KnownMethod(string signature, Func<CallArguments, (IReadOnlyList<Payment>, IReadOnlyList<string>)> describe)
    {
        Signature = signature;
        Types = AbiType.OfSignature(signature);
        Selector = Convert.ToHexStringLower(Keccak256.HashData(System.Text.Encoding.ASCII.GetBytes(signature)).AsSpan(0, 4));
        _describe = describe;
    }

    /// <summary>The signature that the selector is made of, <c>transfer(address,uint256)</c>.</summary>
    public string Signature { get; }

    /// <summary>The first four bytes of the signature's Keccak-256, lower-case hexadecimal.</summary>
    public string Selector { get; }

    /// <summary>The types of the arguments.</summary>
    public IReadOnlyList<AbiType> Types { get; }

    /// <summary>A method that says something.</summary>
    public static KnownMethod Saying(string signature, Func<CallArguments, string> note) => new(signature, call => ([], [note(call)]));

    /// <summary>A method that moves units of the called contract to somebody.</summary>
    public static KnownMethod Paying(string signature, Func<CallArguments, Payment> payment, Func<CallArguments, string> note) =>
        new(signature, call => ([payment(call)], [note(call)]));

    /// <summary>Says what a call does.</summary>
    public ContractCall Describe(CallArguments call)
    {
        var (payments, notes) = _describe(call);
        return new ContractCall(Signature, IsKnown: true, payments, notes);
    }
}
