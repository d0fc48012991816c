using System.Text;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Tron.Protocol;
using TatumKms.Core;

namespace TatumKms.Chains.Tron;

/// <summary>
/// The members of a message as they go into its bytes: read by the rules by which they are written, so that nothing is described in
/// another way than it is signed.
/// </summary>
/// <param name="json">The message; its JSON has been written already, so that every member is known and well-formed.</param>
/// <param name="isVisible">Whether texts stand as such, not in hexadecimal.</param>
internal readonly struct TronMembers(JsonElement json, bool isVisible)
{
    private const int TrxDecimals = 6;

    /// <summary>How TRX is named where a token is asked for.</summary>
    private const string TrxToken = "_";

    /// <summary>An amount of TRX.</summary>
    public static Amount Trx(long sun) => new(sun, TrxDecimals, "TRX");

    /// <summary>What bytes say: their text, quoted, or their digits where they are none that people read.</summary>
    public static string ForPeople(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return text.Any(char.IsControl) ? $"0x{Convert.ToHexStringLower(bytes)}" : PendingJson.ForPeople(text);
        }
        catch (DecoderFallbackException)
        {
            return $"0x{Convert.ToHexStringLower(bytes)}";
        }
    }

    /// <summary>A number; 0 where it is missing.</summary>
    public long Number(string name) => Optional(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0;

    /// <summary>An amount of TRX that stands in sun.</summary>
    public Amount Trx(string name) => Trx(Number(name));

    /// <summary>Whether a flag is set.</summary>
    public bool Flag(string name) => Optional(name) is { ValueKind: JsonValueKind.True };

    /// <summary>An address as people write it.</summary>
    public string Address(string name) =>
        Optional(name) is { ValueKind: JsonValueKind.String } text && TronAddress.TryParse(text.GetString()!, out var address)
            ? TronAddress.Format(address)
            : "(nobody)";

    /// <summary>Whether there is a member.</summary>
    public bool Has(string name) => Optional(name) is not null;

    /// <summary>Bytes that stand in hexadecimal.</summary>
    public byte[] Bytes(string name) => Optional(name) is { ValueKind: JsonValueKind.String } hex ? Convert.FromHexString(hex.GetString()!) : [];

    /// <summary>Text, quoted and in printable ASCII.</summary>
    public string Text(string name) => PendingJson.ForPeople(Optional(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "");

    /// <summary>Bytes that are text, quoted and in printable ASCII.</summary>
    public string TextOfBytes(string name) => ForPeople(TextBytes(name));

    /// <summary>A token's number, or its quoted name where it is none.</summary>
    public string Token(string name)
    {
        var bytes = TextBytes(name);
        return bytes.Length > 0 && bytes.All(b => b is >= (byte)'0' and <= (byte)'9') ? Encoding.ASCII.GetString(bytes) : ForPeople(bytes);
    }

    /// <summary>An amount of a TRC-10 token, or of TRX where the token's name is that of TRX.</summary>
    public Amount Units(string quantity, string token) => IsTrx(token)
        ? Trx(quantity)
        : new Amount(Number(quantity), 0, $"units of the TRC-10 token {Token(token)}");

    /// <summary>Whether a member that names a token names TRX.</summary>
    public bool IsTrx(string token) => TextBytes(token).AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(TrxToken));

    /// <summary>The resource.</summary>
    public string Resource() => Enumeration(TronContracts.AnyResource) switch
    {
        0 => "bandwidth",
        1 => "energy",
        _ => "votes",
    };

    /// <summary>The number of an enumeration's element; 0 where it is missing.</summary>
    public int Enumeration(ProtoField field) => Optional(field.Name) is { } value ? field.ReadEnumeration(value, field.Name) : 0;

    /// <summary>A message in the message, or nothing.</summary>
    public TronMembers? Message(string name) => Optional(name) is { ValueKind: JsonValueKind.Object } message ? new TronMembers(message, isVisible) : null;

    /// <summary>The messages of a list.</summary>
    public IReadOnlyList<TronMembers> List(string name)
    {
        var areVisible = isVisible;
        return Optional(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(element => new TronMembers(element, areVisible))] : [];
    }

    private byte[] TextBytes(string name) => isVisible
        ? Encoding.UTF8.GetBytes(Optional(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "")
        : Bytes(name);

    private JsonElement? Optional(string name) => json.Optional(name);
}
