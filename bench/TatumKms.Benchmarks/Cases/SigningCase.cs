using System.Text.Json;
using TatumKms.Chains;
using TatumKms.Chains.Tests;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Benchmarks.Cases;

/// <summary>The curve that a transaction is signed on.</summary>
public enum Curve
{
    /// <summary>ECDSA or Schnorr on the curve of Bitcoin.</summary>
    Secp256k1,

    /// <summary>EdDSA.</summary>
    Ed25519,
}

/// <summary>A pending transaction of which we know what must come out.</summary>
public sealed class SigningCase
{
    private readonly string _name;
    private readonly Func<JsonElement> _vector;

    internal SigningCase(string name, Func<JsonElement> vector, Curve curve, int signatures)
    {
        _name = name;
        _vector = vector;
        Curve = curve;
        Signatures = signatures;
    }

    /// <summary>The curve.</summary>
    public Curve Curve { get; }

    /// <summary>How many signatures it gets.</summary>
    public int Signatures { get; }

    /// <inheritdoc />
    public override string ToString() => _name;

    /// <summary>Prepares it on the engine that users get, and proves that it is signed as it should be.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    internal LoadedCase Load()
    {
        var vector = _vector();
        var loaded = LoadedCase.Of(vector, Secp256k1.CreateBest());
        var payload = loaded.Sign().Payload;
        if (Expected(vector) is { } expected)
        {
            Require(payload == expected, "does not sign the bytes of its vector");
        }
        else
        {
            // Where no vector has all bytes, the other engine for the curve must make the same ones.
            Require(payload == LoadedCase.Of(vector, new BouncyCastleSecp256k1()).Sign().Payload, "is signed otherwise by the other engine");
        }

        return loaded;
    }

    // The payload of Flow holds signatures that others made, and what the API is told of it is the id that the chain gives.
    private static string? Expected(JsonElement vector) =>
        vector.TryGetProperty("expected", out var expected) && expected.TryGetProperty("signed", out var signed) ? signed.GetString() : null;

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{_name} {otherwise}; nothing was measured.");
        }
    }
}

/// <summary>A transaction with its chain, its keys, and what it looks like ready to be signed.</summary>
internal sealed class LoadedCase
{
    private readonly IReadOnlyList<SigningKey> _keys;
    private readonly PreparedTransaction _prepared;
    private readonly PendingTransaction _pending;
    private readonly Network _network;
    private readonly ReadOnlyMemory<byte>[] _publicKeys;
    private readonly ReplayingNode _node;

    private LoadedCase(IChain chain, JsonElement vector, IReadOnlyList<SigningKey> keys)
    {
        Chain = chain;
        _keys = keys;
        _pending = Pending.Read(vector.GetProperty("pending"));
        _network = VectorSigner.NetworkOf(vector);
        _publicKeys = [.. keys.Select(key => key.PublicKey)];
        _prepared = VectorSigner.PrepareAsync(chain, vector, keys, new VectorNode(vector), CancellationToken.None).GetAwaiter().GetResult();
        _node = new ReplayingNode(new VectorNode(vector));
        Prepare();
        _node.StopRecording();
    }

    public IChain Chain { get; }

    public static LoadedCase Of(JsonElement vector, ISecp256k1 engine)
    {
        // Some of the vectors pay absurd fees.
        var chains = new ChainRegistry(ChainsRegistration.CreateChains(engine, new ChainOptions { MaxFeePercent = 100 }));
        var chain = chains.Get(vector.GetProperty("chain").GetString()!);
        return new LoadedCase(chain, vector, VectorSigner.Keys(chain, vector));
    }

    public SignedTransaction Sign() => Chain.Sign(_prepared, _keys);

    /// <summary>Reads it, checks it, and looks up what is missing.</summary>
    public PreparedTransaction Prepare()
    {
        _node.Restart();
        return Chain.PrepareAsync(_pending, _network, _publicKeys, _node, CancellationToken.None).GetAwaiter().GetResult();
    }

    public TransactionDescription Describe() => ((IOfflineDescription)Chain).Describe(_pending, _network);
}
