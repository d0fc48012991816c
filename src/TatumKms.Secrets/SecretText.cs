using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>Takes texts out of JSON and other wrappings without making strings of them.</summary>
internal static class SecretText
{
    /// <summary>In a path: the first item of an array.</summary>
    public const string First = "[0]";

    private const int MaxDepth = 16;

    /// <summary>The text at a path of member names, UTF-8; null where there is none: a member is missing, or no text, or the JSON is broken.</summary>
    /// <param name="json">The JSON, UTF-8; the caller zeroes it.</param>
    /// <param name="path">The members to follow, from the outermost; <see cref="First"/> goes into an array.</param>
    public static SecretBytes? Find(ReadOnlySpan<byte> json, params ReadOnlySpan<string> path)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            return reader.Read() ? Find(ref reader, path) : null;
        }
        catch (JsonException)
        {
            // The exception may quote what stands there; it goes no further.
            return null;
        }
    }

    /// <summary>What base64 stands for; null where it is none.</summary>
    public static SecretBytes? FromBase64(ReadOnlySpan<byte> text)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(Base64.GetMaxDecodedFromUtf8Length(text.Length), pinned: true);
        try
        {
            return Base64.DecodeFromUtf8(text, buffer, out _, out var length) == OperationStatus.Done ? new SecretBytes(buffer.AsSpan(0, length)) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>
    /// A token as the value of a header, which can only be a string; null where it holds anything but visible ASCII: an
    /// exception about such a header would quote it.
    /// </summary>
    public static string? ToHeader(ReadOnlySpan<byte> token) =>
        token.Length > 0 && !token.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? Encoding.ASCII.GetString(token) : null;

    /// <summary>A text without one newline at its end, which editors and pipes add.</summary>
    public static ReadOnlySpan<byte> WithoutNewline(ReadOnlySpan<byte> text) =>
        text.EndsWith("\r\n"u8) ? text[..^2]
        : text.EndsWith("\n"u8) ? text[..^1]
        : text;

    private static SecretBytes? Find(ref Utf8JsonReader reader, scoped ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (!(name == First ? MoveToFirst(ref reader) : MoveTo(ref reader, name)))
            {
                return null;
            }
        }

        return reader.TokenType == JsonTokenType.String ? Copy(ref reader) : null;
    }

    private static bool MoveToFirst(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>From the beginning of an object to the value of one of its members.</summary>
    private static bool MoveTo(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static SecretBytes? Copy(ref Utf8JsonReader reader)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, reader.ValueSpan.Length));
        try
        {
            return new SecretBytes(buffer.AsSpan(0, reader.CopyString(buffer)));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
