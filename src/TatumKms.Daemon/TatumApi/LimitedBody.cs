namespace TatumKms.Daemon.TatumApi;

/// <summary>Reads bodies whose size somebody else decides on.</summary>
internal static class LimitedBody
{
    /// <exception cref="ApiException">There is more than <paramref name="limit"/> bytes of it.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        using var body = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (body.Length + count > limit)
            {
                throw TooLarge(limit);
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static ApiException TooLarge(int limit) => new($"The answer is larger than {limit} bytes.");
}
