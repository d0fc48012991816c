using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Contracts;

/// <summary>A method whose calls can be described.</summary>
internal sealed record KnownMethod
{
    /// <summary>Who may take 2^96 units or more may take all: no holder of a common token has as many.</summary>
    private const int BitsOfLimit = 96;

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

    /// <summary>Whether the payments tell all that the method does.</summary>
    public bool IsTransfer { get; private init; }

    /// <summary>What others may take because of a call.</summary>
    public Func<CallArguments, Payment?> Allowance { get; init; } = _ => null;

    /// <summary>What is dangerous about a call.</summary>
    public Func<CallArguments, DangerKind?> Danger { get; init; } = _ => null;

    /// <summary>A method that says something.</summary>
    public static KnownMethod Saying(string signature, Func<CallArguments, string> note) => new(signature, call => ([], [note(call)]));

    /// <summary>A method that gives or takes power over a contract.</summary>
    public static KnownMethod Ruling(string signature, Func<CallArguments, string> note) =>
        new(signature, call => ([], [note(call)])) { Danger = _ => DangerKind.AccountTakeover };

    /// <summary>A method that lets somebody take units of a token.</summary>
    public static KnownMethod Approving(string signature, Func<CallArguments, Payment> allowance, Func<CallArguments, string> note) =>
        new(signature, call => ([], [note(call)]))
        {
            Allowance = allowance,
            Danger = call => allowance(call).Amount.BaseUnits.GetBitLength() > BitsOfLimit ? DangerKind.UnlimitedApproval : null,
        };

    /// <summary>A method that moves units of the called contract to somebody.</summary>
    public static KnownMethod Paying(string signature, Func<CallArguments, Payment> payment, Func<CallArguments, string> note) =>
        new(signature, call => ([payment(call)], [note(call)])) { IsTransfer = true };

    /// <summary>Says what a call does.</summary>
    public DescribedCall Describe(CallArguments call)
    {
        var (payments, notes) = _describe(call);
        return new DescribedCall(Signature, IsKnown: true, payments, notes)
        {
            Facts = new ContractCall(call.Contract, $"0x{Selector}", Signature)
            {
                Parties = [.. Types.SelectMany((type, i) => Parties(call, type, i))],
                Allowances = Allowance(call) is { } allowance ? [allowance] : [],
                IsTransfer = IsTransfer,
            },
            Dangers = Danger(call) is { } danger ? [new Danger(danger, notes[0])] : [],
        };
    }

    private static IEnumerable<string> Parties(CallArguments call, AbiType type, int position) =>
        type.Kind == AbiKind.Address ? [call.Address(position)]
        : type is { Kind: AbiKind.List, Element.Kind: AbiKind.Address } ? call.Addresses(position)
        : [];
}
