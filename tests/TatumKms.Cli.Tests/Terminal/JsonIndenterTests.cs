using System.Buffers;
using System.Text;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Tests.Terminal;

public class JsonIndenterTests
{
    // Each result is what JSON.stringify(JSON.parse(text), null, 2) of ECMAScript 2019 gives.
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData(" { \"a\" : [ ] , \"b\" : { } } ", "{\n  \"a\": [],\n  \"b\": {}\n}")]
    [InlineData("{\"a\":1,\"b\":[1,{\"c\":null}],\"d\":true}", "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    {\n      \"c\": null\n    }\n  ],\n  \"d\": true\n}")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("\"<&>'+ä€\u2028𝄞\"", "\"<&>'+ä€\u2028𝄞\"")]
    [InlineData("\"\\u002B\\u003c\\u00e4\\u20AC\\ud834\\udd1e\"", "\"+<ä€𝄞\"")]
    [InlineData("\"\\/\\\"\\\\\\b\\f\\n\\r\\t\"", "\"/\\\"\\\\\\b\\f\\n\\r\\t\"")]
    [InlineData("\"\\u0022\\u005c\\u0008\\u000c\\u000a\\u000d\\u0009\"", "\"\\\"\\\\\\b\\f\\n\\r\\t\"")]
    [InlineData("\"\\u0000\\u001F\\u007f\"", "\"\\u0000\\u001f\u007f\"")]
    [InlineData("\"\\uD834\"", "\"\\ud834\"")]
    [InlineData("\"\\uD834x\\uDD1E\"", "\"\\ud834x\\udd1e\"")]
    [InlineData("\"\\uD834\\uD834\\uDD1E\"", "\"\\ud834𝄞\"")]
    [InlineData("{\"\\u0061\":\"\"}", "{\n  \"a\": \"\"\n}")]
    public void Write_GivesWhatTheOriginalPrints(string json, string expected)
    {
        var output = new ArrayBufferWriter<byte>();

        JsonIndenter.Write(Encoding.UTF8.GetBytes(json), output);

        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
