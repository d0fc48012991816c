using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>Takes a text out of JSON without making a string of it.</summary>
internal static class SecretText
{
    private const int MaxDepth = 16;

    /// <summary>The text at a path of member names, UTF-8; null where there is none: a member is missing, or no text, or the JSON is broken.</summary>
    /// <param name="json">The JSON, UTF-8; the caller zeroes it.</param>
    /// <param name="path">The members to follow, from the outermost.</param>
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

    private static SecretBytes? Find(ref Utf8JsonReader reader, scoped ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (!MoveTo(ref reader, name))
            {
                return null;
            }
        }

        return reader.TokenType == JsonTokenType.String ? Copy(ref reader) : null;
    }

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
