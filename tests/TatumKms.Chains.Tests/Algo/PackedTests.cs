using System.Security.Cryptography;
using TatumKms.Chains.Algo.MessagePack;

namespace TatumKms.Chains.Tests.Algo;

/// <summary>MessagePack has one form here.</summary>
public sealed class PackedTests
{
    [Theory]
    [InlineData(1UL, "01")]
    [InlineData(127UL, "7f")]
    [InlineData(128UL, "cc80")]
    [InlineData(255UL, "ccff")]
    [InlineData(256UL, "cd0100")]
    [InlineData(65535UL, "cdffff")]
    [InlineData(65536UL, "ce00010000")]
    [InlineData(4294967295UL, "ceffffffff")]
    [InlineData(4294967296UL, "cf0000000100000000")]
    [InlineData(ulong.MaxValue, "cfffffffffffffffff")]
    public void A_number_takes_its_shortest_form(ulong number, string hex) =>
        Assert.Equal($"81a161{hex}", Hex(new Packed.Map().Set("a", new Packed.Number(number))));

    [Theory]
    [InlineData(1, "c401")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65536, "c600010000")]
    public void Bytes_take_their_shortest_form(int length, string head) =>
        Assert.StartsWith($"81a161{head}00", Hex(new Packed.Map().Set("a", new Packed.Bytes(new byte[length]))), StringComparison.Ordinal);

    [Fact]
    public void Members_stand_in_the_order_of_their_bytes_and_zeros_are_left_out()
    {
        var map = new Packed.Map()
            .Set("b", new Packed.Number(1)).Set("aa", new Packed.Flag(true)).Set("a", new Packed.Text("x")).Set("c", new Packed.Number(0))
            .Set("d", new Packed.Flag(false)).Set("e", new Packed.Bytes([])).Set("f", new Packed.List([])).Set("g", new Packed.Map());

        Assert.Equal("83a161a178a26161c3a16201", Hex(map));
    }

    [Fact]
    public void Random_values_are_read_as_they_were_written()
    {
        for (var round = 0; round < 500; round++)
        {
            var bytes = PackedWriter.Write(RandomMap(3));

            Assert.Equal(bytes, PackedWriter.Write(PackedReader.Read(bytes)));
        }
    }

    [Theory]
    [InlineData("")] // nothing
    [InlineData("01")] // no map
    [InlineData("8001")] // more than a map
    [InlineData("81a161")] // less than a map
    [InlineData("81a16100")] // a zero
    [InlineData("81a161c2")] // no
    [InlineData("81a161a0")] // empty text
    [InlineData("81a161c400")] // empty bytes
    [InlineData("81a16190")] // an empty list
    [InlineData("81a161cc7f")] // numbers that would be shorter
    [InlineData("81a161cd00ff")]
    [InlineData("81a161ce0000ffff")]
    [InlineData("81a161cf00000000ffffffff")]
    [InlineData("81a161d90161")] // lengths that would be shorter
    [InlineData("81a161c5000161")]
    [InlineData("81a161dc000101")]
    [InlineData("de0001a16101")]
    [InlineData("82a16201a16101")] // not in order
    [InlineData("82a16101a16101")] // twice
    [InlineData("810101")] // a name that is no text
    [InlineData("81a161ff")] // a negative number
    [InlineData("81a161c0")] // nil
    [InlineData("81a161a1ff")] // not UTF-8
    [InlineData("81a161c6ffffffff")] // longer than there is
    [InlineData("81a161dfffffffff")]
    [InlineData("81a16181a16181a16181a16181a16181a16181a16181a16181a16181a16101")] // too deep
    public void Bytes_that_are_not_canonical_are_refused(string hex) =>
        Assert.Throws<FormatException>(() => PackedReader.Read(Convert.FromHexString(hex)));

    [Fact]
    public void No_bytes_lead_to_another_exception()
    {
        var valid = PackedWriter.Write(RandomMap(3));
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = valid[..RandomNumberGenerator.GetInt32(valid.Length + 1)];
            for (var change = 0; change < 3 && bytes.Length > 0; change++)
            {
                bytes[RandomNumberGenerator.GetInt32(bytes.Length)] = (byte)RandomNumberGenerator.GetInt32(256);
            }

            try
            {
                Assert.Equal(bytes, PackedWriter.Write(PackedReader.Read(bytes)));
            }
            catch (FormatException)
            {
                // What was changed is noticed.
            }
        }
    }

    private static string Hex(Packed value) => Convert.ToHexStringLower(PackedWriter.Write(value));

    private static Packed.Map RandomMap(int depth)
    {
        var map = new Packed.Map();
        var count = RandomNumberGenerator.GetInt32(1, 20);
        for (var i = 0; i < count; i++)
        {
            map.Set($"{(char)('a' + i)}{i}", Random(depth - 1));
        }

        return map;
    }

    private static Packed Random(int depth) => RandomNumberGenerator.GetInt32(depth > 0 ? 6 : 4) switch
    {
        0 => new Packed.Number(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> RandomNumberGenerator.GetInt32(64)),
        1 => new Packed.Flag(true),
        2 => new Packed.Text(new string('é', RandomNumberGenerator.GetInt32(200))),
        3 => new Packed.Bytes(new byte[RandomNumberGenerator.GetInt32(300)]),
        4 => new Packed.List([.. Enumerable.Range(0, RandomNumberGenerator.GetInt32(20)).Select(_ => Random(depth - 1))]),
        _ => RandomMap(depth),
    };
}
