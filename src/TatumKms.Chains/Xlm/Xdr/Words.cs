using System.Globalization;
using System.Text;

namespace TatumKms.Chains.Xlm.Xdr;

/// <summary>How values of the ledger are written for people.</summary>
internal static class Words
{
    /// <summary>Text of strangers between quotes: what is not printable ASCII is written as its bytes, \xe2, so that it can fake nothing.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        var words = new StringBuilder("\"");
        foreach (var value in text)
        {
            _ = value is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\')
                ? words.Append((char)value)
                : words.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
        }

        return words.Append('"').ToString();
    }

    /// <summary>Seconds since 1970 as a date in UTC, where the calendar has one.</summary>
    public static string Time(long seconds) => seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        : $"second {seconds} after 1970";

    /// <summary>Seconds since 1970 as a date in UTC, where the calendar has one.</summary>
    public static string Time(ulong seconds) => seconds <= long.MaxValue ? Time((long)seconds) : $"second {seconds} after 1970";

    /// <summary>Hexadecimal digits.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
