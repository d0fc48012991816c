using BenchmarkDotNet.Attributes;
using TatumKms.Benchmarks.Cases;
using TatumKms.Benchmarks.Native;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Benchmarks;

/// <summary>Signing, with the proof of each signature, beside the bare signatures.</summary>
public class Sign
{
    private readonly byte[] _seed = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private readonly byte[] _message = new byte[200];
    private BareSecp256k1? _bare;
    private LoadedCase? _loaded;
    private SigningCase? _loadedCase;

    /// <summary>The transactions.</summary>
    public static IEnumerable<SigningCase> Cases => SigningCases.All;

    /// <summary>Makes what the bare calls need.</summary>
    [GlobalSetup(Targets = [nameof(BareEcdsaSign), nameof(BareEcdsaVerify), nameof(BareRecover), nameof(BarePublicKeyCreate), nameof(BarePublicKeyParse)])]
    public void SetUpBare() => _bare = new BareSecp256k1();

    /// <summary>libsecp256k1 signs a digest.</summary>
    [Benchmark(Description = "libsecp256k1 ecdsa_sign_recoverable")]
    [BenchmarkCategory(Availability.Secp256k1)]
    public int BareEcdsaSign() => _bare!.Sign();

    /// <summary>libsecp256k1 verifies it.</summary>
    [Benchmark(Description = "libsecp256k1 ecdsa_verify")]
    [BenchmarkCategory(Availability.Secp256k1)]
    public int BareEcdsaVerify() => _bare!.Verify();

    /// <summary>libsecp256k1 recovers the key.</summary>
    [Benchmark(Description = "libsecp256k1 ecdsa_recover")]
    [BenchmarkCategory(Availability.Secp256k1)]
    public int BareRecover() => _bare!.Recover();

    /// <summary>libsecp256k1 makes a public key.</summary>
    [Benchmark(Description = "libsecp256k1 ec_pubkey_create")]
    [BenchmarkCategory(Availability.Secp256k1)]
    public int BarePublicKeyCreate() => _bare!.CreateKey();

    /// <summary>libsecp256k1 parses a compressed public key.</summary>
    [Benchmark(Description = "libsecp256k1 ec_pubkey_parse")]
    [BenchmarkCategory(Availability.Secp256k1)]
    public int BarePublicKeyParse() => _bare!.ParseKey();

    /// <summary>The product's own Ed25519 signs a message.</summary>
    [Benchmark(Description = "Ed25519 sign")]
    public byte[] BareEd25519Sign() => Ed25519.Sign(_seed, _message);

    /// <summary>A transaction is signed.</summary>
    [Benchmark(Description = "Sign")]
    [ArgumentsSource(nameof(Cases))]
    public SignedTransaction Transaction(SigningCase transaction) => Loaded(transaction).Sign();

    // The first call, before anything is measured, prepares and proves.
    private LoadedCase Loaded(SigningCase transaction)
    {
        if (!ReferenceEquals(_loadedCase, transaction))
        {
            (_loaded, _loadedCase) = (transaction.Load(), transaction);
        }

        return _loaded!;
    }
}
