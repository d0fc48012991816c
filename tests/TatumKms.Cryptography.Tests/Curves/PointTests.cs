using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

public sealed class PointTests
{
    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Points_are_accepted_and_refused_as_noble_says(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var vector in TestData.Json("noble/points.json").GetProperty("valid").GetProperty("isPoint").EnumerateArray())
        {
            var isPoint = engine.TryParsePublicKey(vector.Hex("P"), compressed: true, out _);
            list.Check(vector.Text("P"), isPoint == vector.GetProperty("expected").GetBoolean());
        }

        list.AssertAll(expectedCount: 2029);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Valid_points_are_converted_multiplied_and_tweaked_as_noble_says(string engineName)
    {
        var engine = Engines.Get(engineName);
        var valid = TestData.Json("noble/points.json").GetProperty("valid");
        var list = new Checklist();
        foreach (var vector in valid.GetProperty("pointCompress").EnumerateArray())
        {
            engine.TryParsePublicKey(vector.Hex("P"), vector.GetProperty("compress").GetBoolean(), out var converted);
            list.Equal(vector.Text("P"), vector.Hex("expected"), converted);
        }

        foreach (var vector in valid.GetProperty("pointFromScalar").EnumerateArray())
        {
            list.Equal(vector.Text("d"), vector.Hex("expected"), engine.GetPublicKey(vector.Hex("d"), compressed: true));
        }

        foreach (var vector in valid.GetProperty("pointAddScalar").EnumerateArray())
        {
            var expected = vector.Hex("expected");
            engine.TryAddPublic(vector.Hex("P"), vector.Hex("d"), compressed: expected.Length == 33, out var sum);
            list.Equal(vector.Text("d"), expected, sum);
        }

        list.AssertAll(expectedCount: 240 + 16 + 23);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Invalid_points_and_scalars_are_refused_as_noble_says(string engineName)
    {
        var engine = Engines.Get(engineName);
        var invalid = TestData.Json("noble/points.json").GetProperty("invalid");
        var list = new Checklist();
        foreach (var vector in invalid.GetProperty("pointCompress").EnumerateArray())
        {
            list.Check(vector.Text("description"), !engine.TryParsePublicKey(vector.Hex("P"), compressed: true, out _));
        }

        foreach (var vector in invalid.GetProperty("pointFromScalar").EnumerateArray())
        {
            list.Check(vector.Text("description"), !engine.IsValidPrivateKey(vector.Hex("d")));
        }

        foreach (var vector in invalid.GetProperty("pointAddScalar").EnumerateArray())
        {
            // noble refuses a tweak of zero, which BIP-32 allows.
            var isZero = !vector.Hex("d").AsSpan().ContainsAnyExcept((byte)0);
            var added = engine.TryAddPublic(vector.Hex("P"), vector.Hex("d"), compressed: true, out _);
            list.Check(vector.Text("description"), added == isZero);
        }

        list.AssertAll(expectedCount: 19 + 4 + 26);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Hybrid_points_are_refused(string engineName)
    {
        var engine = Engines.Get(engineName);
        var point = engine.GetPublicKey(Scalars.Bytes(3), compressed: false);
        for (var prefix = 0; prefix <= 255; prefix++)
        {
            point[0] = (byte)prefix;
            Assert.Equal(prefix == 4, engine.TryParsePublicKey(point, compressed: true, out _));
        }
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void TryAddPrivate_adds_modulo_the_order(string engineName)
    {
        var engine = Engines.Get(engineName);
        Assert.Equal(Scalars.Bytes(5), Add(engine, Scalars.Bytes(2), Scalars.Bytes(3)));
        Assert.Equal(Scalars.Bytes(2), Add(engine, Scalars.Bytes(2), new byte[32]));
        Assert.Equal(Scalars.Bytes(1), Add(engine, Scalars.Bytes(2), Scalars.Bytes(Scalars.Order - 1)));
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void TryAddPrivate_WhenItRefuses_LeavesTheKeyUnchanged(string engineName)
    {
        var engine = Engines.Get(engineName);
        foreach (var (key, tweak) in new[]
        {
            (Scalars.Bytes(2), Scalars.Bytes(Scalars.Order - 2)),
            (Scalars.Bytes(2), Scalars.Bytes(Scalars.Order)),
            (new byte[32], Scalars.Bytes(1)),
            (Scalars.Bytes(Scalars.Order), Scalars.Bytes(1)),
            (Scalars.Bytes(2), new byte[31]),
            (new byte[33], Scalars.Bytes(1)),
        })
        {
            var copy = key.ToArray();
            Assert.False(engine.TryAddPrivate(copy, tweak));
            Assert.Equal(key, copy);
        }
    }

    private static byte[] Add(ISecp256k1 engine, byte[] key, byte[] tweak)
    {
        Assert.True(engine.TryAddPrivate(key, tweak));
        return key;
    }
}
