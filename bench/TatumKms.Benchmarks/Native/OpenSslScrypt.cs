using System.Runtime.InteropServices;

namespace TatumKms.Benchmarks.Native;

/// <summary>OpenSSL's scrypt, which the product does not use, to see what its own costs beside it.</summary>
internal static unsafe class OpenSslScrypt
{
    private static readonly nint Function =
        NativeLibrary.TryLoad("libcrypto.so.3", out var library) && NativeLibrary.TryGetExport(library, "EVP_PBE_scrypt", out var function) ? function : 0;

    /// <summary>Whether the machine has the library.</summary>
    public static bool IsAvailable => Function != 0;

    /// <summary>Derives a key.</summary>
    public static void DeriveKey(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int n, int r, int p, Span<byte> output)
    {
        var derive = (delegate* unmanaged<byte*, nuint, byte*, nuint, ulong, ulong, ulong, ulong, byte*, nuint, int>)Function;
        fixed (byte* pass = password, salted = salt, key = output)
        {
            const ulong MemoryLimit = 1UL << 30;
            if (derive(pass, (nuint)password.Length, salted, (nuint)salt.Length, (ulong)n, (ulong)r, (ulong)p, MemoryLimit, key, (nuint)output.Length) != 1)
            {
                throw new InvalidOperationException("OpenSSL's scrypt refused its parameters.");
            }
        }
    }
}
