using System.Net;
using System.Net.Http.Headers;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon.Approval;

/// <summary>
/// Asks a URL of the user's what it thinks of what a transaction does: <c>POST url</c>. Only an answer that names this question
/// and bears a code made with the shared key counts; whoever sits in between can prevent an approval, but not make one.
/// </summary>
internal sealed class SignedUrlApprover(HttpClient http, Uri url, SecretBytes key, TimeSpan timeout, TimeProvider time) : ITransactionApprover
{
    private const int MaxBodyBytes = 64 * 1024;
    private const string JsonMediaType = "application/json";

    public Task<ApprovalDecision> DecideAsync(PreparedTransaction transaction, IReadOnlyList<string> warnings, CancellationToken cancellationToken) =>
        AskedInTime.DecideAsync(token => AskAsync(transaction, warnings, token), timeout, time, cancellationToken);

    private async Task<ApprovalDecision> AskAsync(PreparedTransaction transaction, IReadOnlyList<string> warnings, CancellationToken cancellationToken)
    {
        var question = new ApprovalQuestion(transaction, warnings, time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(question.Body) { Headers = { ContentType = new MediaTypeHeaderValue(JsonMediaType) } },
        };
        request.Headers.Add(ApprovalSignature.HeaderName, ApprovalSignature.OfQuestion(key, question.Body));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return ApprovalDecision.No($"The second pair of eyes answered {(int)response.StatusCode}.");
        }

        try
        {
            return await ReadAsync(response, question, cancellationToken);
        }
        catch (FormatException problem)
        {
            return ApprovalDecision.No($"The answer of the second pair of eyes {problem.Message}.");
        }
        catch (ApiException)
        {
            return ApprovalDecision.No($"The answer of the second pair of eyes is larger than {MaxBodyBytes} bytes.");
        }
    }

    private async Task<ApprovalDecision> ReadAsync(HttpResponseMessage response, ApprovalQuestion question, CancellationToken cancellationToken)
    {
        RequireJson(response.Content.Headers.ContentType);
        var header = OnlyHeader(response);
        var body = await LimitedBody.ReadAsync(response.Content, MaxBodyBytes, cancellationToken);
        if (!ApprovalSignature.IsOfAnswer(key, body, header))
        {
            throw new FormatException($"does not bear the code of the shared key in {ApprovalSignature.HeaderName}");
        }

        var decision = ApprovalAnswer.Read(body, question);
        return time.GetUtcNow() < question.Expires ? decision : throw new FormatException("came when the question had expired");
    }

    private static void RequireJson(MediaTypeHeaderValue? type)
    {
        if (type is null
            || !string.Equals(type.MediaType, JsonMediaType, StringComparison.OrdinalIgnoreCase)
            || !(type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new FormatException($"is not of the type {JsonMediaType}");
        }
    }

    private static string OnlyHeader(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(ApprovalSignature.HeaderName, out var values) && values.Count == 1
            ? values.ToString()
            : throw new FormatException($"does not have one header {ApprovalSignature.HeaderName}");
}
