using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TatumKms.Benchmarks.Native;

/// <summary>libsecp256k1 without anything around it: what a signature costs at least. The names of its files are the product's.</summary>
internal sealed unsafe class BareSecp256k1
{
    private const uint SignAndVerify = 0x0301;
    private const uint Compressed = 0x0102;
    private static readonly string[] FileNames =
    [
        "libsecp256k1.so.6", "libsecp256k1.so.5", "libsecp256k1.so.2", "libsecp256k1.so.1",
        "libsecp256k1.dylib", "/opt/homebrew/lib/libsecp256k1.dylib", "/usr/local/lib/libsecp256k1.dylib",
        "secp256k1.dll", "libsecp256k1-6.dll", "libsecp256k1-5.dll", "libsecp256k1-2.dll",
    ];

    private static readonly nint Library = FileNames.Select(name => NativeLibrary.TryLoad(name, out var library) ? library : 0).FirstOrDefault(library => library != 0);

    private readonly nint _context;
    private readonly delegate* unmanaged<nint, byte*, byte*, byte*, void*, void*, int> _sign;
    private readonly delegate* unmanaged<nint, byte*, byte*, int> _convert;
    private readonly delegate* unmanaged<nint, byte*, byte*, byte*, int> _verify;
    private readonly delegate* unmanaged<nint, byte*, byte*, int> _createKey;
    private readonly delegate* unmanaged<nint, byte*, byte*, byte*, int> _recover;
    private readonly delegate* unmanaged<nint, byte*, nuint*, byte*, uint, int> _serializeKey;
    private readonly delegate* unmanaged<nint, byte*, byte*, nuint, int> _parseKey;
    private readonly byte[] _key = SHA256.HashData("key"u8);
    private readonly byte[] _digest = SHA256.HashData("digest"u8);
    private readonly byte[] _recoverable = new byte[65];
    private readonly byte[] _signature = new byte[64];
    private readonly byte[] _point = new byte[64];
    private readonly byte[] _encoded = new byte[33];
    private readonly byte[] _result = new byte[65];

    public BareSecp256k1()
    {
        _context = ((delegate* unmanaged<uint, nint>)Export("context_create"))(SignAndVerify);
        _sign = (delegate* unmanaged<nint, byte*, byte*, byte*, void*, void*, int>)Export("ecdsa_sign_recoverable");
        _convert = (delegate* unmanaged<nint, byte*, byte*, int>)Export("ecdsa_recoverable_signature_convert");
        _verify = (delegate* unmanaged<nint, byte*, byte*, byte*, int>)Export("ecdsa_verify");
        _createKey = (delegate* unmanaged<nint, byte*, byte*, int>)Export("ec_pubkey_create");
        _recover = (delegate* unmanaged<nint, byte*, byte*, byte*, int>)Export("ecdsa_recover");
        _serializeKey = (delegate* unmanaged<nint, byte*, nuint*, byte*, uint, int>)Export("ec_pubkey_serialize");
        _parseKey = (delegate* unmanaged<nint, byte*, byte*, nuint, int>)Export("ec_pubkey_parse");
        Randomize();
        Prepare();
    }

    /// <summary>Whether the machine has the library.</summary>
    public static bool IsAvailable => Library != 0;

    /// <summary>Signs a digest, recoverably.</summary>
    public int Sign()
    {
        fixed (byte* key = _key, digest = _digest, signature = _recoverable)
        {
            return _sign(_context, signature, digest, key, null, null);
        }
    }

    /// <summary>Verifies that signature with a key that is parsed already.</summary>
    public int Verify()
    {
        fixed (byte* point = _point, digest = _digest, signature = _signature)
        {
            return _verify(_context, signature, digest, point);
        }
    }

    /// <summary>Recovers the key from that signature.</summary>
    public int Recover()
    {
        fixed (byte* point = _result, digest = _digest, signature = _recoverable)
        {
            return _recover(_context, point, signature, digest);
        }
    }

    /// <summary>Makes the public key.</summary>
    public int CreateKey()
    {
        fixed (byte* point = _result, key = _key)
        {
            return _createKey(_context, point, key);
        }
    }

    /// <summary>Parses the compressed public key.</summary>
    public int ParseKey()
    {
        fixed (byte* point = _result, encoded = _encoded)
        {
            return _parseKey(_context, point, encoded, (nuint)_encoded.Length);
        }
    }

    private static nint Export(string name) => NativeLibrary.GetExport(Library, "secp256k1_" + name);

    // Blinded, as the product's context is.
    private void Randomize()
    {
        fixed (byte* seed = RandomNumberGenerator.GetBytes(32))
        {
            Require(((delegate* unmanaged<nint, byte*, int>)Export("context_randomize"))(_context, seed));
        }
    }

    // Everything that is measured has to succeed, and what is recovered has to be the key.
    private void Prepare()
    {
        fixed (byte* key = _key, recoverable = _recoverable, signature = _signature, point = _point, encoded = _encoded)
        {
            var length = (nuint)_encoded.Length;
            Require(_createKey(_context, point, key));
            Require(_serializeKey(_context, encoded, &length, point, Compressed));
            Require(Sign());
            Require(_convert(_context, signature, recoverable));
            Require(Verify());
            Require(Recover());
            Require(_result.AsSpan(0, 64).SequenceEqual(_point) ? 1 : 0);
            Require(ParseKey());
            Require(_result.AsSpan(0, 64).SequenceEqual(_point) ? 1 : 0);
        }
    }

    private static void Require(int result)
    {
        if (result != 1)
        {
            throw new InvalidOperationException("libsecp256k1 did not do what is to be measured.");
        }
    }
}
