using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Envelopes;

/// <summary>When a transaction is valid (Preconditions, CAP-21), read and said in words at once: a sentence each.</summary>
internal static class Preconditions
{
    private const string NoLimit = "It has no time limit: once signed, it can be sent at any time.";

    /// <summary>Preconditions of any kind.</summary>
    public static string[] Read(XdrReader reader) => reader.UInt32() switch
    {
        0 => [NoLimit],
        1 => [TimeBounds(reader)],
        2 => All(reader),
        _ => throw XdrReader.Malformed("preconditions of an unknown type"),
    };

    /// <summary>The time bounds of an old transaction, which may be absent.</summary>
    public static string[] ReadTime(XdrReader reader) => [reader.Optional(TimeBounds) ?? NoLimit];

    private static string TimeBounds(XdrReader reader)
    {
        var (from, until) = (reader.UInt64(), reader.UInt64());
        return (from, until) switch
        {
            (0, 0) => NoLimit,
            (0, _) => $"It is valid until {Words.Time(until)}.",
            (_, 0) => $"It is valid from {Words.Time(from)} on, without an end.",
            _ when from <= until => $"It is valid from {Words.Time(from)} until {Words.Time(until)}.",
            _ => throw XdrReader.Malformed("its validity ends before it begins"),
        };
    }

    private static string LedgerBounds(XdrReader reader) => (reader.UInt32(), reader.UInt32()) switch
    {
        (var from, 0) => $"It is valid from ledger {from} on.",
        var (from, until) when from <= until => $"It is valid from ledger {from} to before ledger {until}.",
        _ => throw XdrReader.Malformed("its validity ends before it begins"),
    };

    private static string[] All(XdrReader reader)
    {
        var time = reader.Optional(TimeBounds) ?? NoLimit;
        var ledgers = reader.Optional(LedgerBounds);
        var sequence = reader.OptionalNumber(Values.NotNegative);
        var (age, gap) = (reader.UInt64(), reader.UInt32());
        var signers = reader.List(2, Values.SignerKey);
        string?[] sentences =
        [
            time,
            ledgers,
            sequence is { } least ? $"It is valid for every sequence number of the account from {least} on." : null,
            age > 0 ? $"It is valid {age} seconds after the account's last transaction." : null,
            gap > 0 ? $"It is valid {gap} ledgers after the account's last transaction." : null,
            .. signers.Select(signer => $"It needs a signature of {signer}, too."),
        ];
        return [.. sentences.OfType<string>()];
    }
}
