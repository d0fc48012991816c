using TatumKms.Chains.Xlm.Operations;
using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Soroban;

/// <summary>Reads the operations on smart contracts and the resources that their transaction asks for.</summary>
internal static class SorobanReader
{
    /// <summary>InvokeHostFunctionOp.</summary>
    public static Operation InvokeHostFunction(XdrReader reader) =>
        new Operation.InvokeHostFunction(HostFunction(reader), reader.List(int.MaxValue, Authorization.Read));

    /// <summary>ExtendFootprintTTLOp.</summary>
    public static Operation ExtendFootprintTtl(XdrReader reader)
    {
        reader.NoExtension("the extension of a time to live");
        return new Operation.ExtendFootprintTtl(reader.UInt32());
    }

    /// <summary>RestoreFootprintOp.</summary>
    public static Operation RestoreFootprint(XdrReader reader)
    {
        reader.NoExtension("the restoring of entries");
        return new Operation.RestoreFootprint();
    }

    /// <summary>SorobanTransactionData: the resources that a transaction asks for.</summary>
    public static ContractResources Resources(XdrReader reader)
    {
        var hasArchived = reader.Bool();
        var archived = hasArchived ? reader.List(int.MaxValue, r => r.UInt32()) : [];
        var reads = reader.List(int.MaxValue, LedgerKey.Read);
        var writes = reader.List(int.MaxValue, LedgerKey.Read);
        var resources = new ContractResources(reads, writes, reader.UInt32(), reader.UInt32(), reader.UInt32(), Values.NotNegative(reader));
        return archived.All(index => index < writes.Length) ? resources : throw XdrReader.Malformed("an archived entry is not one of those to be written");
    }

    /// <summary>InvokeContractArgs: contract, function and arguments in words.</summary>
    public static string Call(XdrReader reader)
    {
        var (contract, function) = (ScValue.Address(reader), ScValue.Symbol(reader));
        var arguments = reader.List(int.MaxValue, ScValue.Read);
        return $"calls the function {function} of the contract {contract} with {Count(arguments.Length)}: ({string.Join(", ", arguments)})";
    }

    /// <summary>CreateContractArgs, in words.</summary>
    public static string Creation(XdrReader reader)
    {
        var origin = Origin(reader);
        return $"creates a contract of {ScValue.Executable(reader)} {origin}";
    }

    /// <summary>CreateContractArgsV2, in words.</summary>
    public static string CreationWithArguments(XdrReader reader)
    {
        var creation = Creation(reader);
        var arguments = reader.List(int.MaxValue, ScValue.Read);
        return $"{creation} with {Count(arguments.Length)}: ({string.Join(", ", arguments)})";
    }

    private static string HostFunction(XdrReader reader) => reader.UInt32() switch
    {
        0 => Call(reader),
        1 => Creation(reader),
        2 => $"uploads {reader.Opaque(int.MaxValue).Length} bytes of contract code",
        3 => CreationWithArguments(reader),
        _ => throw XdrReader.Malformed("a host function of an unknown type"),
    };

    /// <summary>ContractIDPreimage.</summary>
    private static string Origin(XdrReader reader) => reader.UInt32() switch
    {
        0 => $"for {ScValue.Address(reader)} with the salt {Words.Hex(reader.Fixed(32))}",
        1 => $"for the asset {Values.Asset(reader)}",
        _ => throw XdrReader.Malformed("a contract of an unknown origin"),
    };

    private static string Count(int arguments) => arguments == 1 ? "1 argument" : $"{arguments} arguments";
}

/// <summary>What a transaction on smart contracts may read, write and cost.</summary>
/// <param name="Reads">The entries that it only reads, in words.</param>
/// <param name="Writes">The entries that it may change, in words.</param>
/// <param name="Instructions">The most instructions.</param>
/// <param name="ReadBytes">The most bytes read from the disk.</param>
/// <param name="WriteBytes">The most bytes written.</param>
/// <param name="Fee">The part of the transaction's fee that pays for resources, in stroops.</param>
internal sealed record ContractResources(string[] Reads, string[] Writes, uint Instructions, uint ReadBytes, uint WriteBytes, long Fee);
