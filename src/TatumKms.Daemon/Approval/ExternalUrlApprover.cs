using System.Net.Http.Headers;
using System.Text;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon.Approval;

/// <summary>
/// Asks a URL of the user's: <c>GET</c> or <c>POST url/id</c>. Only an answer of 2xx that arrives whole and in time approves.
/// </summary>
internal sealed class ExternalUrlApprover : ITransactionApprover
{
    /// <summary>The body says nothing to us; an approver that sends more is not one.</summary>
    private const int MaxBodyBytes = 64 * 1024;

    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpClient _http;
    private readonly string _baseUrl;
    private readonly bool _isPost;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public ExternalUrlApprover(HttpClient http, Uri url, ExternalUrlMethod method, TimeSpan timeout, TimeProvider time)
    {
        _http = http;
        _baseUrl = url.AbsoluteUri.TrimEnd('/');
        _isPost = method == ExternalUrlMethod.Post;
        _timeout = timeout;
        _time = time;
    }

    public Task<ApprovalDecision> DecideAsync(PreparedTransaction transaction, IReadOnlyList<string> warnings, CancellationToken cancellationToken) =>
        AskedInTime.DecideAsync(token => AskAsync(transaction.Pending, token), _timeout, _time, cancellationToken);

    private async Task<ApprovalDecision> AskAsync(PendingTransaction pending, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(_isPost ? HttpMethod.Post : HttpMethod.Get, new Uri($"{_baseUrl}/{Uri.EscapeDataString(pending.Id)}"));
        if (_isPost)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(pending.Raw.GetRawText())) { Headers = { ContentType = JsonType } };
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await LimitedBody.ReadAsync(response.Content, MaxBodyBytes, cancellationToken);
        return response.IsSuccessStatusCode
            ? ApprovalDecision.Yes
            : ApprovalDecision.No($"The second pair of eyes answered {(int)response.StatusCode}.");
    }
}
