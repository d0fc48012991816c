using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon.Inspection;

/// <summary>What waits at the Tatum API, for a person: looked at, completed, deleted. No key, no password and no journal is touched.</summary>
public sealed class PendingTransactions : IDisposable
{
    private const string ApiName = "tatum-api";
    private const string SeeList = "'tatum-kms pending' lists what waits; what was completed long ago or deleted is not there any more.";

    private readonly ServiceProvider _services;
    private readonly ApiClient _client;

    private PendingTransactions(ServiceProvider services, ApiClient client)
    {
        _services = services;
        _client = client;
    }

    /// <summary>Prepares to ask the API; nothing is sent yet.</summary>
    /// <exception cref="KmsException">URL or API key cannot be used (<see cref="KmsError.Configuration"/>).</exception>
    public static PendingTransactions Connect(ApiAccess access, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(access);
        return Connect(access, time, new Timings());
    }

    internal static PendingTransactions Connect(ApiAccess access, TimeProvider time, Timings timings)
    {
        var options = access.ToOptions();
        options.ValidateAccess();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(time).AddSingleton<ApiPause>().AddSingleton<VersionNotice>();
        SigningDaemonRegistration.AddClient(services, ApiName)
            .AddHttpMessageHandler(provider => new ResilienceHandler(timings, provider.GetRequiredService<ApiPause>(), time));
        var provider = services.BuildServiceProvider();
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ApiName);
        return new PendingTransactions(provider, new ApiClient(http, options, provider.GetRequiredService<VersionNotice>(), time));
    }

    /// <summary>What waits on a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="wallets">Only what waits for one of these entries; nothing for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KmsException">No usable answer (<see cref="KmsError.Api"/>).</exception>
    public Task<IReadOnlyList<PendingListing>> ListAsync(ChainId chain, IEnumerable<SignatureId>? wallets, CancellationToken cancellationToken)
    {
        var query = wallets is null ? "" : $"?signatureIds={string.Join(',', wallets)}";
        return AskAsync<IReadOnlyList<PendingListing>>(
            $"/v3/kms/pending/{chain}{query}",
            answer => answer.IsSuccess
                ? [.. PendingTransactionReader.ReadList(ApiClient.ReadJson(answer), chain).Select(PendingListing.Of)]
                : throw Refused(answer),
            cancellationToken);
    }

    /// <summary>One transaction, waiting or completed.</summary>
    /// <exception cref="KmsException">There is none (<see cref="KmsError.NotFound"/>), or no usable answer (<see cref="KmsError.Api"/>).</exception>
    public async Task<PendingListing> GetAsync(string id, CancellationToken cancellationToken)
    {
        PendingIds.Require(id);
        var found = await AskAsync(
            PathOf(id),
            answer => PendingListing.Of(PendingTransactionReader.ReadOne(ReadOf(answer, id))),
            cancellationToken);
        return found.Transaction is null || found.Id == id
            ? found
            : throw new KmsException(KmsError.Api, $"The API was asked for the pending transaction {id}, but answered with another one.");
    }

    /// <summary>Tells the API that a transaction is done, by the one on the chain that did it.</summary>
    /// <exception cref="KmsException">There is none (<see cref="KmsError.NotFound"/>), or it is not known whether it worked (<see cref="KmsError.Api"/>).</exception>
    public Task CompleteAsync(string id, string transactionId, CancellationToken cancellationToken)
    {
        PendingIds.Require(id);
        PendingIds.RequireTransactionId(transactionId);
        return TellAsync(HttpMethod.Put, $"{PathOf(id)}/{Uri.EscapeDataString(transactionId)}", id, cancellationToken);
    }

    /// <summary>Takes a transaction from the API, so that nobody signs it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="revert">Whether the money of a withdrawal goes back to its virtual account.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KmsException">There is none (<see cref="KmsError.NotFound"/>), or it is not known whether it worked (<see cref="KmsError.Api"/>).</exception>
    public Task DeleteAsync(string id, bool revert, CancellationToken cancellationToken)
    {
        PendingIds.Require(id);
        return TellAsync(HttpMethod.Delete, $"{PathOf(id)}?revert={(revert ? "true" : "false")}", id, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _services.Dispose();

    private static string PathOf(string id) => $"/v3/kms/{Uri.EscapeDataString(id)}";

    private static KmsException NotFound(string id) => new(KmsError.NotFound, $"The API has no pending transaction {id}.", SeeList);

    private async Task<T> AskAsync<T>(string path, Func<ApiAnswer, T> read, CancellationToken cancellationToken)
    {
        try
        {
            // Urgent: what somebody waits for is asked even when the answers before were failures.
            return read(await _client.GetUrgentlyAsync(path, cancellationToken));
        }
        catch (ApiException exception)
        {
            throw new KmsException(KmsError.Api, exception.Message, "Nothing was changed. Try again later.", exception);
        }
    }

    private JsonElement ReadOf(ApiAnswer answer, string id) => answer switch
    {
        { IsSuccess: true } => ApiClient.ReadJson(answer),
        { Status: 404 } => throw NotFound(id),
        _ => throw Refused(answer),
    };

    private async Task TellAsync(HttpMethod method, string path, string id, CancellationToken cancellationToken)
    {
        ApiAnswer answer;
        try
        {
            answer = await _client.TellAsync(method, path, write: null, cancellationToken);
        }
        catch (ApiException exception)
        {
            throw new KmsException(
                KmsError.Api,
                $"{exception.Message} Whether the request for {id} arrived is not known.",
                $"'tatum-kms transaction {id}' shows how it stands.",
                exception);
        }

        if (!answer.IsSuccess)
        {
            throw answer.Status == 404 ? NotFound(id) : Refused(answer);
        }
    }

    private KmsException Refused(ApiAnswer answer) => new(
        KmsError.Api,
        _client.Describe(answer),
        answer.Status is 401 or 403 ? "Check the API key: TATUM_API_KEY, or --apiKey."
        : answer.IsOutage ? "The API is in trouble or asked too often. Try again later."
        : null);
}
