using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TatumKms.Daemon;

/// <summary>Writes JSON as the daemon does for itself and for the API: no character is escaped that need not be.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON value, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Writing))
        {
            write(writer);
        }

        return body.WrittenMemory;
    }
}
