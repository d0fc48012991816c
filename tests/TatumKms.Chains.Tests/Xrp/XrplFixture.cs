using System.Text.Json;
using TatumKms.Chains.Xrp.Codec;

namespace TatumKms.Chains.Tests.Xrp;

/// <summary>The fixtures of xrpl.js.</summary>
internal static class XrplFixture
{
    public static JsonElement Load(string name) => VectorFile.Load("standards", "xrpl.js", name);

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>The bytes of one field: its header and its value.</summary>
    public static string EncodeField(string name, string value) => Convert.ToHexString(XrplCodec.Encode(Parse($$"""{"{{name}}":{{value}}}""")));
}
