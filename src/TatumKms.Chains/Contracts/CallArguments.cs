using System.Globalization;
using System.Numerics;
using System.Text;
using TatumKms.Core;

namespace TatumKms.Chains.Contracts;

/// <summary>The arguments of a call, by their positions.</summary>
internal sealed class CallArguments(string contract, IReadOnlyList<AbiValue> values, ContractCalls.FormatAddress formatAddress)
{
    private const int MaxText = 80;

    /// <summary>The contract that is called.</summary>
    public string Contract { get; } = contract;

    /// <summary>A number.</summary>
    public BigInteger Number(int position) => ((AbiValue.Number)values[position]).Value;

    /// <summary>True or false.</summary>
    public bool Flag(int position) => ((AbiValue.Flag)values[position]).Value;

    /// <summary>An address as the chain writes it.</summary>
    public string Address(int position) => Address(values[position]);

    /// <summary>Bytes in hexadecimal.</summary>
    public string Hex(int position) => $"0x{Convert.ToHexStringLower(((AbiValue.Bytes)values[position]).Value)}";

    /// <summary>A text of limited length in printable ASCII.</summary>
    public string Text(int position) => string.Concat(
        Encoding.UTF8.GetString(((AbiValue.Bytes)values[position]).Value).Take(MaxText).Select(c => c is >= ' ' and <= '~' ? c : '?'));

    /// <summary>The numbers of a list.</summary>
    public IReadOnlyList<BigInteger> Numbers(int position) => [.. Elements(position).Select(value => ((AbiValue.Number)value).Value)];

    /// <summary>The addresses of a list.</summary>
    public IReadOnlyList<string> Addresses(int position) => [.. Elements(position).Select(Address)];

    /// <summary>A number of the contract's units; how many decimals it has is not in the data.</summary>
    public Amount Units(BigInteger number) => new(number, 0, $"units of {Contract}");

    /// <summary>A number, or a word where it stands for no limit.</summary>
    public string Limit(int position, int bits) => Number(position) == (BigInteger.One << bits) - 1
        ? "an unlimited number of units"
        : $"{Number(position).ToString(CultureInfo.InvariantCulture)} units";

    private IReadOnlyList<AbiValue> Elements(int position) => ((AbiValue.List)values[position]).Values;

    private string Address(AbiValue value) => formatAddress(((AbiValue.Address)value).Value);
}
