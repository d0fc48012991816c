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
}

/// <summary>An amount and whose it is.</summary>
/// <param name="Address">The address, or words for what has none (<c>OP_RETURN data</c>).</param>
/// <param name="Amount">How much.</param>
/// <param name="IsOwn">Whether one of the signing keys owns the address: the payer's side, or change.</param>
public sealed record Payment(string Address, Amount Amount, bool IsOwn = false);
