namespace TatumKms.Chains.Ada.Transactions;

/// <summary>What the API asks for: which outputs are spent, and who gets how much.</summary>
internal sealed record AdaOperations(IReadOnlyList<AdaInput> Inputs, IReadOnlyList<AdaOutput> Outputs)
{
    /// <summary>What the network keeps: inputs less outputs, in lovelace; below zero where they do not suffice.</summary>
    public Int128 Fee => Inputs.Aggregate(Int128.Zero, (sum, input) => sum + input.Value.Lovelace) - Outputs.Aggregate(Int128.Zero, (sum, output) => sum + output.Value.Lovelace);
}

/// <summary>An output that is spent.</summary>
/// <param name="OutPoint">Its transaction and place, <c>{64 hexadecimal digits}:{number}</c>.</param>
/// <param name="Text">The address that owns it, as text.</param>
/// <param name="Address">The same as bytes.</param>
/// <param name="Value">What it holds, by the API's word.</param>
internal sealed record AdaInput(string OutPoint, string Text, byte[] Address, AdaValue Value);

/// <summary>A new output.</summary>
/// <param name="Text">The address that gets it, as text.</param>
/// <param name="Address">The same as bytes.</param>
/// <param name="Value">What it gets.</param>
internal sealed record AdaOutput(string Text, byte[] Address, AdaValue Value);
