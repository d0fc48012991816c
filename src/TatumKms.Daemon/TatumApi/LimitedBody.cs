namespace TatumKms.Daemon.TatumApi;

/// <summary>Reads bodies whose size somebody else decides on.</summary>
internal static class LimitedBody
{
    private const int LargestPiece = 16 * 1024;

    /// <exception cref="ApiException">There is more than <paramref name="limit"/> bytes of it.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var length = content.Headers.ContentLength;
        if (length > limit)
        {
            throw TooLarge(limit);
        }

        // As large as it says it is, and one byte more to see its end; 16 KiB at a time where it does not say.
        using var body = new MemoryStream((int)(length ?? 0));
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[Math.Min(length + 1 ?? LargestPiece, LargestPiece)];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (body.Length + count > limit)
            {
                throw TooLarge(limit);
            }

            body.Write(buffer, 0, count);
        }

        return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
    }

    private static ApiException TooLarge(int limit) => new($"The answer is larger than {limit} bytes.");
}
