using TatumKms.Core;

namespace TatumKms.Chains.Ada.Transactions;

/// <summary>Holds the server's transaction against what was asked for.</summary>
/// <param name="maxFee">The fee in lovelace above which a transaction is refused.</param>
internal sealed class BodyRules(ulong maxFee)
{
    /// <summary>Refuses a fee that is impossible or above the limit, before anybody is asked for a transaction.</summary>
    public void CheckFee(AdaOperations operations)
    {
        if (operations.Fee < 0)
        {
            throw new RefusedException("The outputs exceed the inputs.");
        }

        if (operations.Fee > maxFee)
        {
            throw new RefusedException($"The fee of {operations.Fee} lovelace is above the limit of {maxFee}.");
        }
    }

    /// <summary>Refuses a body that is not exactly what the operations say.</summary>
    public static void Compare(AdaBody body, AdaOperations operations)
    {
        if (!body.Inputs.Order(StringComparer.Ordinal).SequenceEqual(operations.Inputs.Select(input => input.OutPoint).Order(StringComparer.Ordinal)))
        {
            throw Different("spends other outputs than");
        }

        if (body.Outputs.Count != operations.Outputs.Count
            || body.Outputs.Zip(operations.Outputs).Any(pair => !pair.First.Address.AsSpan().SequenceEqual(pair.Second.Address)))
        {
            throw Different("pays to other addresses than");
        }

        if (body.Outputs.Zip(operations.Outputs).Any(pair => !pair.First.Value.IsSameAs(pair.Second.Value)))
        {
            throw Different("pays other amounts than");
        }

        if (body.Fee != operations.Fee)
        {
            throw new RefusedException($"The server's transaction pays a fee of {body.Fee} lovelace, but inputs less outputs are {operations.Fee}; nothing was signed.");
        }
    }

    private static RefusedException Different(string how) => new($"The server's transaction {how} the operations say; nothing was signed.");
}
