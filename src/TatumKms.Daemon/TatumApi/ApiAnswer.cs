namespace TatumKms.Daemon.TatumApi;

/// <summary>An answer of the API, whatever its status.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body.</param>
internal readonly record struct ApiAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and <= 299;
}
