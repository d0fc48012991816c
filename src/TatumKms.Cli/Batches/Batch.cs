using System.Buffers.Binary;
using System.Security.Cryptography;
using TatumKms.Cli.Parsing;
using TatumKms.Core;

namespace TatumKms.Cli.Batches;

/// <summary>
/// The name of a batch: a random UUID. Each key's id follows from it and from the key's number in the batch, so that the store
/// itself says how far a batch has come. Ids are not secret, and whoever does not know the name can foretell none.
/// </summary>
internal sealed class Batch
{
    private const int UuidLength = 16, VersionByte = 6, VariantByte = 8;
    private readonly Guid _name;

    private Batch(Guid name) => _name = name;

    public static Batch Create() => new(Guid.NewGuid());

    /// <exception cref="KmsException">The text is not the name of a batch (<see cref="KmsError.Usage"/>).</exception>
    public static Batch Parse(string text) => SignatureId.TryParse(text, out var name)
        ? new Batch(name.Value)
        : throw UsageErrors.New("The name of the batch is not a UUID.", "It was printed on standard error when the batch began.");

    /// <summary>The id of the key with a number: HMAC-SHA256 of the number under the name, as a UUID of version 4 (RFC 9562).</summary>
    public SignatureId IdOf(int number)
    {
        Span<byte> name = stackalloc byte[UuidLength];
        Span<byte> message = stackalloc byte[sizeof(int)];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _name.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(message, number);
        HMACSHA256.HashData(name, message, hash);
        var id = hash[..UuidLength];
        id[VersionByte] = (byte)(0x40 | (id[VersionByte] & 0x0f));
        id[VariantByte] = (byte)(0x80 | (id[VariantByte] & 0x3f));
        return new SignatureId(new Guid(id, bigEndian: true));
    }

    /// <summary>The name as the user gives it back.</summary>
    public override string ToString() => _name.ToString("D");
}
