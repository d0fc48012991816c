using System.Text;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Core;

namespace TatumKms.Chains.Algo.Transactions;

/// <summary>Reads the value of a member by the kind of its field.</summary>
internal static class FieldReader
{
    private const int MaxCount = 16;

    /// <summary>Reads a value.</summary>
    /// <param name="field">What is expected.</param>
    /// <param name="value">The member's value.</param>
    /// <param name="transaction">The whole transaction, because boxes name applications by their place in it.</param>
    /// <exception cref="RefusedException">The value is something else.</exception>
    public static Packed Read(TransactionField field, JsonElement value, JsonElement transaction)
    {
        var (name, limit) = (field.Member, field.Limit);
        return field.Kind switch
        {
            FieldKind.Number => new Packed.Number(AlgoJson.Number(value, name, limit)),
            FieldKind.Flag => new Packed.Flag(AlgoJson.Flag(value, name)),
            FieldKind.Text => Text(value, name, (int)limit),
            FieldKind.Bytes => new Packed.Bytes(AlgoJson.Bytes(value, name, (int)limit)),
            FieldKind.FixedBytes => WithoutZeros(AlgoJson.FixedBytes(value, name, (int)limit)),
            FieldKind.GenesisHash => WithoutZeros(GenesisHash(value, name)),
            FieldKind.Address => WithoutZeros(AlgoJson.Address(value, name)),
            FieldKind.NonZeroAddress => NonZero(AlgoJson.Address(value, name), name),
            FieldKind.ByteList => List(value, name, item => new Packed.Bytes(AlgoJson.Bytes(item, name, (int)limit))),
            FieldKind.AddressList => List(value, name, item => new Packed.Bytes(AlgoJson.Address(item, name))),
            FieldKind.NumberList => List(value, name, item => new Packed.Number(AlgoJson.Number(item, name, limit))),
            _ => List(value, name, item => Box(item, name, (int)limit, transaction)),
        };
    }

    private static Packed.Text Text(JsonElement value, string name, int maxLength)
    {
        var text = PendingJson.TextOf(value, $"'{name}'");
        return Encoding.UTF8.GetByteCount(text) <= maxLength
            ? new Packed.Text(text)
            : throw new RefusedException($"'{name}' has more than {maxLength} bytes.");
    }

    private static byte[] GenesisHash(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return AlgoJson.FixedBytes(value, name, AlgoAddress.KeyLength);
        }

        var hash = new byte[AlgoAddress.KeyLength];
        return Convert.TryFromBase64String(PendingJson.TextOf(value, $"'{name}'"), hash, out var length) && length == hash.Length
            ? hash
            : throw new RefusedException($"'{name}' must be Base64 of {hash.Length} bytes.");
    }

    private static Packed.Bytes WithoutZeros(byte[] bytes) => new(bytes.AsSpan().ContainsAnyExcept((byte)0) ? bytes : []);

    private static Packed.Bytes NonZero(byte[] key, string name) => WithoutZeros(key) is { IsZero: false } address
        ? address
        : throw new RefusedException($"'{name}' is the zero address, which a signed transaction cannot name there.");

    private static Packed.List List(JsonElement value, string name, Func<JsonElement, Packed> read) =>
        new([.. AlgoJson.List(value, name, MaxCount).Select(read)]);

    /// <summary>A box: its name and, where it is not of the called application, the place of its application among the foreign ones.</summary>
    private static Packed.Map Box(JsonElement box, string name, int maxLength, JsonElement transaction)
    {
        if (box.ValueKind != JsonValueKind.Object || box.GetPropertyCount() != 2
            || box.Optional("appIndex") is not { } appIndex || box.Optional("name") is not { } boxName)
        {
            throw new RefusedException($"'{name}' must hold objects with 'appIndex' and 'name'.");
        }

        var application = AlgoJson.Number(appIndex, "appIndex", AlgoJson.MaxNumber);
        return new Packed.Map()
            .Set("i", new Packed.Number(PlaceOf(application, transaction)))
            .Set("n", new Packed.Bytes(AlgoJson.Bytes(boxName, name, maxLength)));
    }

    private static ulong PlaceOf(ulong application, JsonElement transaction)
    {
        var foreign = transaction.Optional("appForeignApps") is { } apps
            ? AlgoJson.List(apps, "appForeignApps", MaxCount).Select(app => AlgoJson.Number(app, "appForeignApps", AlgoJson.MaxNumber)).ToList()
            : [];
        var place = foreign.IndexOf(application) + 1;
        var isCalled = application == 0 || (transaction.Optional("appIndex") is { } called && AlgoJson.Number(called, "appIndex", AlgoJson.MaxNumber) == application);
        return place > 0 || isCalled
            ? (ulong)place
            : throw new RefusedException($"A box is of application {application}, which is neither called nor among the foreign ones.");
    }
}
