namespace TatumKms.Daemon.TatumApi;

/// <summary>The API gave no usable answer. The message is a sentence without secrets.</summary>
internal sealed class ApiException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the API or the way to it failed, so that asking again at once would not help.</summary>
    public bool IsOutage { get; init; }

    /// <summary>When the API wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
