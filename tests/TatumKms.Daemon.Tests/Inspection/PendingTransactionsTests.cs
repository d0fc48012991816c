using TatumKms.Core;
using TatumKms.Daemon.Inspection;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests.Inspection;

/// <summary>What becomes of an API in trouble: questions are repeated, what changes something is sent once.</summary>
public sealed class PendingTransactionsTests : IAsyncLifetime
{
    private const string ApiKey = "the-api-key-of-this-test", Id = "5e6645712b55823de7ea82f1", OnChain = "c83f8818";
    private static readonly Timings Quick = new() { RetryPause = TimeSpan.FromMilliseconds(1), Retries = 2 };
    private SandboxServer _sandbox = null!;
    private PendingTransactions _pending = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { ApiKey = ApiKey }, Cancellation);
        _sandbox.State.AddPending($$"""{"id":"{{Id}}","chain":"BTC","hashes":["{{Guid.NewGuid()}}"],"serializedTransaction":"{}"}""");
        _pending = Connect(Quick);
    }

    public async ValueTask DisposeAsync()
    {
        _pending.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_question_is_repeated_until_it_is_answered()
    {
        _sandbox.State.AddFault(new SandboxFault.Answer("/v3/kms", 503, "") { Times = 2 });

        Assert.Equal(Id, (await _pending.GetAsync(Id, Cancellation)).Id);
        Assert.Equal(3, _sandbox.State.Requests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_API_in_trouble_is_said_to_be_so(int status)
    {
        _sandbox.State.AddFault(new SandboxFault.Answer("/v3/kms", status, "") { Times = int.MaxValue });

        var problem = await FailsAsync(KmsError.Api, () => _pending.ListAsync(ChainId.Parse("BTC"), null, Cancellation));

        Assert.Contains($"The API answered {status}.", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Try again later", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_that_does_not_answer_in_time_is_no_riddle()
    {
        using var impatient = Connect(Quick with { Attempt = TimeSpan.FromMilliseconds(50), Retries = 1 });
        _sandbox.State.AddFault(new SandboxFault.Delay("/v3/kms", Timeout.InfiniteTimeSpan) { Times = int.MaxValue });

        var problem = await FailsAsync(KmsError.Api, () => impatient.GetAsync(Id, Cancellation));

        Assert.Contains("did not answer in time", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_completion_without_an_answer_is_sent_once_and_called_unknown(bool happened)
    {
        _sandbox.State.AddFault(new SandboxFault.Drop("/v3/kms", AfterHandling: happened));

        var problem = await FailsAsync(KmsError.Api, () => _pending.CompleteAsync(Id, OnChain, Cancellation));

        Assert.Contains($"Whether the request for {Id} arrived is not known.", problem.Message, StringComparison.Ordinal);
        Assert.Equal(happened ? 1 : 0, _sandbox.State.Completions.Count);
        Assert.Single(_sandbox.State.Requests);
    }

    [Fact]
    public async Task A_deletion_that_the_API_fails_at_is_not_repeated()
    {
        _sandbox.State.AddFault(new SandboxFault.Answer("/v3/kms", 503, "") { Times = int.MaxValue });

        await FailsAsync(KmsError.Api, () => _pending.DeleteAsync(Id, revert: true, Cancellation));

        Assert.Single(_sandbox.State.Requests);
        Assert.Equal([Id], _sandbox.State.PendingIds);
    }

    [Fact]
    public async Task What_the_API_says_is_told_in_one_line_without_the_key()
    {
        _sandbox.State.AddFault(new SandboxFault.Answer("/v3/kms", 400, $"\u001b[2J {ApiKey}\nsecond line"));

        var problem = await FailsAsync(KmsError.Api, () => _pending.GetAsync(Id, Cancellation));

        Assert.DoesNotContain(problem.Message, char.IsControl);
        Assert.DoesNotContain(ApiKey, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}")]
    public async Task An_answer_that_makes_no_sense_is_no_transaction(string body)
    {
        _sandbox.State.AddFault(new SandboxFault.Answer("/v3/kms", 200, body) { Times = int.MaxValue });

        var outcome = await Record.ExceptionAsync(async () => Assert.NotNull((await _pending.GetAsync(Id, Cancellation)).Problem));

        Assert.True(outcome is null or KmsException { Error: KmsError.Api }, $"{outcome}");
    }

    [Fact]
    public async Task Each_request_bears_key_and_version_in_its_headers_alone()
    {
        await _pending.ListAsync(ChainId.Parse("BTC"), [SignatureId.Create()], Cancellation);

        var request = Assert.Single(_sandbox.State.Requests);
        Assert.Equal((ApiKey, "1.2.3"), (request.Headers["x-api-key"], request.Headers["x-ttm-kms-client-version"]));
        Assert.DoesNotContain(ApiKey, request.Path + request.Query, StringComparison.Ordinal);
    }

    private static async Task<KmsException> FailsAsync(KmsError error, Func<Task> action)
    {
        var problem = await Assert.ThrowsAsync<KmsException>(action);
        Assert.Equal(error, problem.Error);
        return problem;
    }

    private PendingTransactions Connect(Timings timings) => PendingTransactions.Connect(
        new ApiAccess { Url = _sandbox.Url, ApiKey = ApiKey, ClientVersion = "1.2.3" }, TimeProvider.System, timings);
}
