using System.Collections.Concurrent;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.TatumApi;

/// <summary>
/// The window of one chain to the world, for one round: it remembers which nonces the round has used. Transactions of different
/// accounts use it side by side.
/// </summary>
internal sealed class RoundNode : IChainNode
{
    private readonly ApiClient _api;
    private readonly ISigningJournal _journal;
    private readonly ChainId _chain;
    private readonly Network _network;
    private readonly RequestTraits _traits;
    private readonly ConcurrentDictionary<string, ulong> _next;

    public RoundNode(ApiClient api, ISigningJournal journal, ChainId chain, Network network)
        : this(api, journal, chain, network, RequestTraits.None, new ConcurrentDictionary<string, ulong>(StringComparer.Ordinal))
    {
    }

    private RoundNode(
        ApiClient api, ISigningJournal journal, ChainId chain, Network network, RequestTraits traits, ConcurrentDictionary<string, ulong> next)
    {
        _api = api;
        _journal = journal;
        _chain = chain;
        _network = network;
        _traits = traits;
        _next = next;
    }

    /// <summary>The same window for the delivery of what is signed, which is tried even when the API fails again and again.</summary>
    public RoundNode ForDelivery() => new(_api, _journal, _chain, _network, RequestTraits.Urgent, _next);

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, address, null, RequestTraits.Repeatable, cancellationToken);

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, address, write, RequestTraits.Repeatable, cancellationToken);

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, address, write, RequestTraits.None, cancellationToken);

    public ulong? NextSequence(string account) => _next.TryGetValue(account, out var next) ? FreeSequence(account, next) : null;

    public ulong FreeSequence(string account, ulong counted)
    {
        var number = counted;
        while (number < ulong.MaxValue && _journal.FindClaim(_chain, _network, new AccountSequence(account, number).ToClaim()) is not null)
        {
            number++;
        }

        return number;
    }

    /// <summary>Remembers that a transaction was signed with a nonce.</summary>
    public void Use(AccountSequence sequence)
    {
        // A nonce of 2^64 - 1 has no successor; EIP-2681 lets no account get there.
        var next = sequence.Number == ulong.MaxValue ? sequence.Number : sequence.Number + 1;
        _next.AddOrUpdate(sequence.Account, next, (_, known) => Math.Max(next, known));
    }

    /// <summary>The transaction of a nonce was refused for good, so that the nonce is free: the next one of the account asks the chain again.</summary>
    public void Forget(AccountSequence sequence) => _next.TryRemove(sequence.Account, out _);

    private async Task<JsonElement> SendAsync(
        HttpMethod method, NodeAddress address, Action<Utf8JsonWriter>? write, RequestTraits traits, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _api.SendAsync(method, address, write, traits | _traits, cancellationToken);
            if (!answer.IsSuccess)
            {
                throw new NodeException(_api.Describe(answer, address is NodeAddress.PublicNode ? "The node" : "The API"), answer.Status, TryReadJson(answer));
            }

            return answer.Body.IsEmpty ? default : ApiClient.ReadJson(answer);
        }
        catch (ApiException exception)
        {
            throw new NodeException(exception.Message, innerException: exception);
        }
    }

    private static JsonElement? TryReadJson(ApiAnswer answer)
    {
        try
        {
            return ApiClient.ReadJson(answer);
        }
        catch (ApiException)
        {
            return null;
        }
    }
}
