namespace TatumKms.Daemon.TatumApi;

/// <summary>An answer of the API, whatever its status.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body.</param>
internal readonly record struct ApiAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>Whether the API is in trouble or overrun: asking again at once would not help.</summary>
    public bool IsOutage => Status is 429 or >= 500;

    /// <summary>The media type that it calls itself, in lower case; nothing when it does not say.</summary>
    public string? MediaType { get; init; }

    /// <summary>When it wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
