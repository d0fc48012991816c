using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Answers the look-ups of chains from the API.</summary>
internal sealed class ApiChainNode(ApiClient api) : IChainNode
{
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        if (!path.StartsWith("/v3/", StringComparison.Ordinal))
        {
            throw new ArgumentException("A path of the API begins with /v3/.", nameof(path));
        }

        try
        {
            var answer = await api.GetAsync(path, cancellationToken);
            return answer.IsSuccess ? ApiClient.ReadJson(answer) : throw new NodeException(api.Describe(answer));
        }
        catch (ApiException exception)
        {
            throw new NodeException(exception.Message, exception);
        }
    }
}
