using System.Reflection;
using System.Runtime.InteropServices;

namespace TatumKms.Cryptography.Curves;

/// <summary>
/// The functions of a loaded libsecp256k1. They are bound by pointer and not by LibraryImport, since the library's file name
/// differs from machine to machine and a library built without a module that we need must count as absent.
/// </summary>
internal sealed unsafe class LibSecp256k1Functions
{
    // Never the working directory: a library planted there would see the keys.
    private const DllImportSearchPath SearchPath = DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories;

    /// <summary>
    /// The newest first. Before soname 1 (release 0.2.0) the calls of the schnorrsig module took other arguments.
    /// </summary>
    private static readonly string[] FileNames =
    [
        "libsecp256k1.so.6", "libsecp256k1.so.5", "libsecp256k1.so.2", "libsecp256k1.so.1",
        "libsecp256k1.dylib", "/opt/homebrew/lib/libsecp256k1.dylib", "/usr/local/lib/libsecp256k1.dylib",
        "secp256k1.dll", "libsecp256k1-6.dll", "libsecp256k1-5.dll", "libsecp256k1-2.dll",
    ];

    private LibSecp256k1Functions(nint library)
    {
        ContextCreate = (delegate* unmanaged<uint, nint>)Export(library, "context_create");
        ContextDestroy = (delegate* unmanaged<nint, void>)Export(library, "context_destroy");
        ContextRandomize = (delegate* unmanaged<nint, byte*, int>)Export(library, "context_randomize");
        SecretKeyVerify = (delegate* unmanaged<nint, byte*, int>)Export(library, "ec_seckey_verify");
        SecretKeyTweakAdd = (delegate* unmanaged<nint, byte*, byte*, int>)Export(library, "ec_seckey_tweak_add");
        SecretKeyTweakMultiply = (delegate* unmanaged<nint, byte*, byte*, int>)Export(library, "ec_seckey_tweak_mul");
        SecretKeyNegate = (delegate* unmanaged<nint, byte*, int>)Export(library, "ec_seckey_negate");
        PublicKeyCreate = (delegate* unmanaged<nint, byte*, byte*, int>)Export(library, "ec_pubkey_create");
        PublicKeyParse = (delegate* unmanaged<nint, byte*, byte*, nuint, int>)Export(library, "ec_pubkey_parse");
        PublicKeySerialize = (delegate* unmanaged<nint, byte*, nuint*, byte*, uint, int>)Export(library, "ec_pubkey_serialize");
        PublicKeyTweakAdd = (delegate* unmanaged<nint, byte*, byte*, int>)Export(library, "ec_pubkey_tweak_add");
        PublicKeyTweakMultiply = (delegate* unmanaged<nint, byte*, byte*, int>)Export(library, "ec_pubkey_tweak_mul");
        SignatureParse = (delegate* unmanaged<nint, byte*, byte*, int>)Export(library, "ecdsa_signature_parse_compact");
        EcdsaVerify = (delegate* unmanaged<nint, byte*, byte*, byte*, int>)Export(library, "ecdsa_verify");
        SignRecoverable = (delegate* unmanaged<nint, byte*, byte*, byte*, void*, void*, int>)Export(library, "ecdsa_sign_recoverable");
        RecoverableParse =
            (delegate* unmanaged<nint, byte*, byte*, int, int>)Export(library, "ecdsa_recoverable_signature_parse_compact");
        RecoverableSerialize =
            (delegate* unmanaged<nint, byte*, int*, byte*, int>)Export(library, "ecdsa_recoverable_signature_serialize_compact");
        Recover = (delegate* unmanaged<nint, byte*, byte*, byte*, int>)Export(library, "ecdsa_recover");
        KeypairCreate = (delegate* unmanaged<nint, byte*, byte*, int>)Export(library, "keypair_create");
        SchnorrSign = (delegate* unmanaged<nint, byte*, byte*, byte*, byte*, int>)Export(library, "schnorrsig_sign32");
        SchnorrVerify = (delegate* unmanaged<nint, byte*, byte*, nuint, byte*, int>)Export(library, "schnorrsig_verify");
        XOnlyParse = (delegate* unmanaged<nint, byte*, byte*, int>)Export(library, "xonly_pubkey_parse");
    }

    /// <summary>flags → context.</summary>
    public delegate* unmanaged<uint, nint> ContextCreate { get; }

    /// <summary>context.</summary>
    public delegate* unmanaged<nint, void> ContextDestroy { get; }

    /// <summary>context, 32 random bytes.</summary>
    public delegate* unmanaged<nint, byte*, int> ContextRandomize { get; }

    /// <summary>context, key.</summary>
    public delegate* unmanaged<nint, byte*, int> SecretKeyVerify { get; }

    /// <summary>context, key (in and out), tweak.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int> SecretKeyTweakAdd { get; }

    /// <summary>context, key (in and out), factor.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int> SecretKeyTweakMultiply { get; }

    /// <summary>context, key (in and out).</summary>
    public delegate* unmanaged<nint, byte*, int> SecretKeyNegate { get; }

    /// <summary>context, opaque public key (out), key.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int> PublicKeyCreate { get; }

    /// <summary>context, opaque public key (out), encoded public key, its length.</summary>
    public delegate* unmanaged<nint, byte*, byte*, nuint, int> PublicKeyParse { get; }

    /// <summary>context, encoded public key (out), its length (in and out), opaque public key, flags.</summary>
    public delegate* unmanaged<nint, byte*, nuint*, byte*, uint, int> PublicKeySerialize { get; }

    /// <summary>context, opaque public key (in and out), tweak.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int> PublicKeyTweakAdd { get; }

    /// <summary>context, opaque public key (in and out), factor.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int> PublicKeyTweakMultiply { get; }

    /// <summary>context, opaque signature (out), r || s.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int> SignatureParse { get; }

    /// <summary>context, opaque signature, digest, opaque public key.</summary>
    public delegate* unmanaged<nint, byte*, byte*, byte*, int> EcdsaVerify { get; }

    /// <summary>context, opaque recoverable signature (out), digest, key, nonce function (null: RFC 6979), its data.</summary>
    public delegate* unmanaged<nint, byte*, byte*, byte*, void*, void*, int> SignRecoverable { get; }

    /// <summary>context, opaque recoverable signature (out), r || s, recovery id.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int, int> RecoverableParse { get; }

    /// <summary>context, r || s (out), recovery id (out), opaque recoverable signature.</summary>
    public delegate* unmanaged<nint, byte*, int*, byte*, int> RecoverableSerialize { get; }

    /// <summary>context, opaque public key (out), opaque recoverable signature, digest.</summary>
    public delegate* unmanaged<nint, byte*, byte*, byte*, int> Recover { get; }

    /// <summary>context, opaque key pair (out), key.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int> KeypairCreate { get; }

    /// <summary>context, signature (out), digest, opaque key pair, auxiliary data.</summary>
    public delegate* unmanaged<nint, byte*, byte*, byte*, byte*, int> SchnorrSign { get; }

    /// <summary>context, signature, message, its length, opaque x-only public key.</summary>
    public delegate* unmanaged<nint, byte*, byte*, nuint, byte*, int> SchnorrVerify { get; }

    /// <summary>context, opaque x-only public key (out), 32 bytes.</summary>
    public delegate* unmanaged<nint, byte*, byte*, int> XOnlyParse { get; }

    /// <summary>Loads the first library that has every function, or answers with nothing. A loaded library is never unloaded.</summary>
    public static LibSecp256k1Functions? TryLoad()
    {
        foreach (var name in FileNames)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), SearchPath, out var library))
            {
                try
                {
                    return new LibSecp256k1Functions(library);
                }
                catch (EntryPointNotFoundException)
                {
                    NativeLibrary.Free(library);
                }
            }
        }

        return null;
    }

    private static nint Export(nint library, string name) => NativeLibrary.GetExport(library, "secp256k1_" + name);
}
