using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace TatumKms.Core;

/// <summary>
/// Bytes that nobody may print: a key, a mnemonic, a password. They lie in one pinned array, so that the garbage collector
/// leaves no copies behind, and are zeroed when the owner disposes them.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;
    private bool _disposed;

    /// <summary>Takes a copy; the caller still owns, and should zero, what it passed.</summary>
    public SecretBytes(ReadOnlySpan<byte> bytes)
        : this(bytes.Length) => bytes.CopyTo(_bytes);

    private SecretBytes(int length) => _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);

    /// <summary>Writes into a secret while it is made, so that no second copy is needed.</summary>
    public delegate void Fill(Span<byte> destination);

    /// <summary>How many bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>The bytes, for as long as the owner has not disposed them.</summary>
    /// <exception cref="ObjectDisposedException">The secret was disposed.</exception>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>The same as <see cref="Span"/>, for APIs that keep a reference over an await.</summary>
    /// <exception cref="ObjectDisposedException">The secret was disposed.</exception>
    public ReadOnlyMemory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>Makes a secret of <paramref name="length"/> bytes that <paramref name="fill"/> writes in place.</summary>
    public static SecretBytes Create(int length, Fill fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var secret = new SecretBytes(length);
        try
        {
            fill(secret._bytes);
            return secret;
        }
        catch
        {
            secret.Dispose();
            throw;
        }
    }

    /// <summary>The UTF-8 bytes of characters; the caller zeroes the characters.</summary>
    public static SecretBytes FromUtf8(ReadOnlySpan<char> text)
    {
        var secret = new SecretBytes(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, secret._bytes);
        return secret;
    }

    /// <summary>Another secret with the same bytes.</summary>
    public SecretBytes Copy() => new(Span);

    /// <summary>Compares in a time that does not depend on the bytes.</summary>
    public bool FixedTimeEquals(ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(Span, other);

    /// <summary>Never the bytes.</summary>
    public override string ToString() => "[secret]";

    /// <summary>Zeroes the bytes.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _disposed = true;
    }
}
