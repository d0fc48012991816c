using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Soroban;

/// <summary>
/// What somebody lets a contract do in his name (SorobanAuthorizationEntry). Who signs the transaction gives the authorizations of
/// the source account with the same signature, so that they are told in full.
/// </summary>
internal static class Authorization
{
    /// <summary>Reads an authorization and says it in words.</summary>
    public static string Read(XdrReader reader)
    {
        var who = Credentials(reader);
        return $"{who}: {Invocation(reader)}";
    }

    private static string Credentials(XdrReader reader) => reader.UInt32() switch
    {
        0 => "the source account",
        1 or 2 => AddressCredentials(reader),
        3 => $"{AddressCredentials(reader)}, represented by {Delegates(reader)}",
        _ => throw XdrReader.Malformed("credentials of an unknown type"),
    };

    private static string AddressCredentials(XdrReader reader)
    {
        var address = ScValue.Address(reader);
        reader.Int64(); // nonce
        var expiration = reader.UInt32();
        ScValue.Read(reader); // signature
        return $"{address} until ledger {expiration}";
    }

    private static string Delegates(XdrReader reader) => reader.Nested(r => string.Join(", ", r.List(int.MaxValue, Delegate)));

    private static string Delegate(XdrReader reader)
    {
        var address = ScValue.Address(reader);
        ScValue.Read(reader); // signature
        return Delegates(reader) is { Length: > 0 } nested ? $"{address} ({nested})" : address;
    }

    private static string Invocation(XdrReader reader) => reader.Nested(ReadInvocation);

    private static string ReadInvocation(XdrReader reader)
    {
        var function = reader.UInt32() switch
        {
            0 => SorobanReader.Call(reader),
            1 => SorobanReader.Creation(reader),
            2 => SorobanReader.CreationWithArguments(reader),
            _ => throw XdrReader.Malformed("an authorized function of an unknown type"),
        };
        var calls = reader.List(int.MaxValue, Invocation);
        return calls.Length == 0 ? function : $"{function}, which may go on to: [{string.Join("; ", calls)}]";
    }
}
