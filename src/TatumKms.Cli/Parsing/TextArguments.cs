using System.CommandLine;
using System.Globalization;
using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>A chain code, as the registry knows it.</summary>
internal sealed class ChainArgument : Argument<string>
{
    public ChainArgument()
        : base("chain") => Description = "The code of the chain, upper case: BTC.";

    /// <exception cref="KmsException">There is no such chain (<see cref="KmsError.Usage"/>).</exception>
    public IChain Read(ParseResult arguments, ChainRegistry chains) => ChainCodes.Read(arguments.GetRequiredValue(this), chains);
}

/// <summary>The id of an entry of the store.</summary>
internal sealed class SignatureIdArgument : Argument<string>
{
    public SignatureIdArgument()
        : base("signatureId") => Description = "The id of the wallet, as it was printed when the wallet was stored.";

    /// <exception cref="KmsException">The text is not a UUID (<see cref="KmsError.Usage"/>).</exception>
    public SignatureId Read(ParseResult arguments) => Ids.Read(arguments.GetRequiredValue(this));
}

/// <summary>A derivation index.</summary>
internal sealed class IndexArgument : Argument<string>
{
    public IndexArgument()
        : base("index") => Description = "The index of the key, 0 to 2147483647; not used where the wallet holds one key.";

    /// <exception cref="KmsException">The text is not such a number (<see cref="KmsError.Usage"/>).</exception>
    public uint Read(ParseResult arguments) =>
        int.TryParse(arguments.GetRequiredValue(this), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (uint)index
            : throw UsageErrors.New("The index is not a whole number from 0 to 2147483647.", "Write it in plain digits: 0, 1, 25.");
}

/// <summary>How many keys to make.</summary>
internal sealed class CountArgument : Argument<string>
{
    public const int Largest = 100_000;

    public CountArgument()
        : base("count") => Description = $"How many keys to make, 1 to {Largest}.";

    /// <exception cref="KmsException">The text is not such a number (<see cref="KmsError.Usage"/>).</exception>
    public int Read(ParseResult arguments) =>
        int.TryParse(arguments.GetRequiredValue(this), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= Largest
            ? count
            : throw UsageErrors.New($"The count is not a whole number from 1 to {Largest}.", "Write it in plain digits: 10.");
}
