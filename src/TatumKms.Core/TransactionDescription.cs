namespace TatumKms.Core;

/// <summary>What a transaction does, in the words in which a person would check it before signing.</summary>
/// <param name="Sources">Who pays how much.</param>
/// <param name="Payments">Who receives how much; change to the signer included.</param>
/// <param name="Fee">What the network gets.</param>
/// <param name="Notes">Anything else worth knowing, a sentence each.</param>
public sealed record TransactionDescription(
    IReadOnlyList<Payment> Sources,
    IReadOnlyList<Payment> Payments,
    Amount? Fee,
    IReadOnlyList<string> Notes)
{
    /// <summary>A sentence that says what could not be read, where not even who pays whom can be told; else nothing.</summary>
    public string? WhyOpaque { get; init; }

    /// <summary>Whether whoever approves it would approve something that this description does not tell.</summary>
    public bool IsOpaque => WhyOpaque is not null;

    /// <summary>What it asks contracts, programs or the network itself to do besides paying.</summary>
    public IReadOnlyList<ContractCall> Calls { get; init; } = [];

    /// <summary>What could cost more than the payments say.</summary>
    public IReadOnlyList<Danger> Dangers { get; init; } = [];
}

/// <summary>An amount and whose it is.</summary>
/// <param name="Address">The address, or words for what has none (<c>OP_RETURN data</c>).</param>
/// <param name="Amount">How much.</param>
/// <param name="IsOwn">Whether one of the signing keys owns the address: the payer's side, or change.</param>
public sealed record Payment(string Address, Amount Amount, bool IsOwn = false)
{
    /// <summary>
    /// What identifies a token on its chain (contract, mint, asset number, code and issuer); nothing for the chain's own coin.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>The bare address of whoever is paid, where <see cref="Address"/> has words around it.</summary>
    public string? Recipient { get; init; }
}

/// <summary>Something that a contract, a program or the network itself is asked to do.</summary>
/// <param name="Contract">The contract or program as the chain writes it; <see cref="OfNetwork"/> for an operation of the network's own.</param>
/// <param name="Selector">What names the method in the data, <c>0xa9059cbb</c>; nothing where the data names none.</param>
/// <param name="Method">The method or operation, <c>transfer(address,uint256)</c>, <c>TrustSet</c>; nothing where it is not known.</param>
public sealed record ContractCall(string Contract, string? Selector, string? Method)
{
    /// <summary>Stands in the place of the contract for what the network does by itself.</summary>
    public const string OfNetwork = "network";

    /// <summary>Others that the call names: who is paid, gets power, or loses it.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>What others may take from the account because of the call, now or later.</summary>
    public IReadOnlyList<Payment> Allowances { get; init; } = [];

    /// <summary>Whether the payments tell all that the call does.</summary>
    public bool IsTransfer { get; init; }
}

/// <summary>What makes a transaction more dangerous than its payments.</summary>
public enum DangerKind
{
    /// <summary>Somebody may take as much of a token as there is.</summary>
    UnlimitedApproval,

    /// <summary>A method is called whose effect is not known.</summary>
    UnknownMethod,

    /// <summary>Somebody gets power over an account, a contract or a token, or its owner loses it.</summary>
    AccountTakeover,

    /// <summary>What it does cannot be told from its data.</summary>
    Opaque,
}

/// <summary>A danger and what it is here.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Words">A sentence for people.</param>
public sealed record Danger(DangerKind Kind, string Words);
