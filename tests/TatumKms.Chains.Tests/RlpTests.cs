using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using TatumKms.Chains.Rlp;

namespace TatumKms.Chains.Tests;

/// <summary>Recursive length prefix by the tests of ethereum/tests and ethers.js.</summary>
public sealed class RlpTests
{
    public static TheoryData<string> Valid => [.. VectorFile.Load("standards", "ethereum", "rlptest.json").EnumerateObject().Select(test => test.Name)];

    public static TheoryData<string> Invalid => [.. VectorFile.Load("standards", "ethereum", "invalidRLPTest.json").EnumerateObject().Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_value_is_written_as_the_test_wants_and_read_again(string name)
    {
        var test = VectorFile.Load("standards", "ethereum", "rlptest.json").GetProperty(name);

        var bytes = Write(test.GetProperty("in"));

        Assert.Equal(test.GetProperty("out").GetString(), Hex(bytes), ignoreCase: true);
        Assert.Equal(Hex(bytes), Hex(Write(RlpItem.Parse(bytes))));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_encoding_that_is_not_the_one_is_refused(string name)
    {
        var hex = VectorFile.Load("standards", "ethereum", "invalidRLPTest.json").GetProperty(name).GetProperty("out").GetString()!;
        var bytes = Convert.FromHexString(hex.StartsWith("0x", StringComparison.Ordinal) ? hex[2..] : hex);

        Assert.Throws<FormatException>(() => RlpItem.Parse(bytes));
    }

    [Fact]
    public void Every_encoding_of_ethers_is_written_and_read_as_there()
    {
        foreach (var test in GzipFile.Load("standards", "ethereum", "ethers-rlp.json.gz").EnumerateArray())
        {
            var bytes = WriteHex(test.GetProperty("decoded"));

            Assert.Equal(test.GetProperty("encoded").GetString(), Hex(bytes));
            Assert.Equal(Hex(bytes), Hex(Write(RlpItem.Parse(bytes))));
        }
    }

    [Fact]
    public void Lists_that_are_nested_without_end_are_refused_before_the_stack_ends() =>
        Assert.Throws<FormatException>(() => RlpItem.Parse(Enumerable.Range(0, 33).Aggregate(RlpWriter.List(), (inner, _) => RlpWriter.List(inner))));

    private static byte[] Write(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => RlpWriter.List(value.EnumerateArray().Select(Write)),
        JsonValueKind.Number => RlpWriter.Number(value.GetInt64()),
        _ when value.GetString()!.StartsWith('#') => RlpWriter.Number(BigInteger.Parse(value.GetString()![1..], CultureInfo.InvariantCulture)),
        _ => RlpWriter.String(Encoding.Latin1.GetBytes(value.GetString()!)),
    };

    private static byte[] WriteHex(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? RlpWriter.List(value.EnumerateArray().Select(WriteHex))
        : RlpWriter.String(Convert.FromHexString(value.GetString()!.AsSpan(2)));

    private static byte[] Write(RlpItem item) => item.IsList ? RlpWriter.List(item.Items.Select(Write)) : RlpWriter.String(item.Bytes.Span);

    private static string Hex(byte[] bytes) => $"0x{Convert.ToHexStringLower(bytes)}";
}
