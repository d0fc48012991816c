using System.Text.Json;

namespace TatumKms.Cryptography.Tests.Support;

internal static class JsonExtensions
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    /// <summary>Hexadecimal digits, with or without 0x before them.</summary>
    public static byte[] Hex(this JsonElement element, string name) => element.GetProperty(name).Hex();

    public static byte[] Hex(this JsonElement element)
    {
        var text = element.GetString()!;
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    public static bool IsValid(this JsonElement test) => test.Text("result") == "valid";
}
