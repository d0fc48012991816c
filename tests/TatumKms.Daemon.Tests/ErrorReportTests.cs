using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests;

public sealed class ErrorReportTests
{
    private const string BatchPath = "/v3/tatum/kms/batch";

    [Fact]
    public async Task Refused_and_failed_transactions_of_a_round_are_reported_in_one_batch()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending("malformed", "a");
        harness.AddPending("pay", "b");
        harness.AddPending("pay 2", "c");
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 403, """{"statusCode":403,"errorCode":"x","message":"dust"}"""));

        await harness.RunAsync();

        var batch = Assert.Single(harness.RequestsTo(BatchPath));
        Assert.Equal(
            """{"errors":[{"signatureId":"a","error":"The transaction is malformed."},"""
            + """{"signatureId":"b","error":"{\n  \"statusCode\": 403,\n  \"errorCode\": \"x\",\n  \"message\": \"dust\"\n}"}]}""",
            batch.Body);
        Assert.Equal(Harness.ApiKey, batch.Headers["x-api-key"]);
        Assert.Equal("c", Assert.Single(harness.State.Completions).Id);
    }

    [Fact]
    public async Task Nothing_is_sent_when_there_is_nothing_to_report()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();

        await harness.RunAsync();

        Assert.Empty(harness.RequestsTo(BatchPath));
    }

    [Fact]
    public async Task What_is_the_same_in_the_next_round_is_not_reported_again()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending("malformed");

        await harness.RunAsync();
        var second = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.Refused>(second);
        Assert.Single(harness.State.Errors);
        Assert.Single(harness.Logs.Of(132));
    }

    [Fact]
    public async Task A_report_that_did_not_arrive_is_sent_again_in_the_next_round()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending("malformed");
        harness.State.AddFault(new SandboxFault.Answer(BatchPath, 500, ""));

        await harness.RunAsync();
        await harness.RunAsync();
        await harness.RunAsync();

        Assert.Equal(2, harness.RequestsTo(BatchPath).Count);
        Assert.Single(harness.State.Errors);
    }

    [Fact]
    public async Task What_is_not_approved_is_not_reported()
    {
        await using var harness = await Harness.StartAsync(new SandboxOptions { Approver = _ => false });
        harness.Options = harness.Options with { ExternalUrl = harness.Sandbox.ApprovalUrl };
        harness.AddPending();

        Assert.IsType<SigningOutcome.NotApproved>(await harness.RunOneAsync());
        Assert.Empty(harness.RequestsTo(BatchPath));
    }

    [Fact]
    public async Task What_waits_for_a_lookup_is_not_reported_and_tried_again()
    {
        await using var harness = await Harness.StartAsync();
        harness.Chain.OnPrepare = (_, node, token) => node.GetAsync(new NodeAddress.Api("/v3/bitcoin/fee"), token);
        harness.AddPending();

        var first = await harness.RunOneAsync();
        harness.State.AddFault(new SandboxFault.Answer("/v3/bitcoin/fee", 200, "{}"));
        var second = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.Postponed>(first);
        Assert.IsType<SigningOutcome.Completed>(second);
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task What_nobody_knows_the_fate_of_is_not_reported()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 500, ""));

        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task A_bug_in_a_chain_is_reported_without_its_message()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.Chain.OnSign = () => throw new FormatException("the private key");

        var outcome = Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync());

        Assert.Equal("The transaction could not be worked on (FormatException).", outcome.Reason);
        Assert.DoesNotContain(harness.Logs.Lines, line => line.Text.Contains("the private key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reason_cannot_write_lines_into_the_log()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.Chain.OnPrepare = (_, _, _) => throw new RefusedException("Unsupported script: \nall is well\u202e\u001b[2J");

        await harness.RunAsync();

        Assert.Contains(@"Unsupported script: \u000aall is well\u202e\u001b[2J", Assert.Single(harness.Logs.Of(132)), StringComparison.Ordinal);
        Assert.Equal("Unsupported script: \nall is well\u202e\u001b[2J", Assert.Single(harness.State.Errors).Error);
    }

    [Fact]
    public async Task The_api_key_is_never_passed_on()
    {
        await using var harness = await Harness.StartAsync(new SandboxOptions());
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 403, $$"""{"message":"no subscription for '{{Harness.ApiKey}}'"}"""));

        var outcome = Assert.IsType<SigningOutcome.Failed>(await harness.RunOneAsync());

        Assert.Contains("'***'", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(harness.Logs.Lines, line => line.Text.Contains(Harness.ApiKey, StringComparison.Ordinal));
        Assert.DoesNotContain(Harness.ApiKey, Assert.Single(harness.State.Errors).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_api_key_is_said_without_the_key()
    {
        await using var harness = await Harness.StartAsync(new SandboxOptions { ApiKey = "another" });

        var error = Assert.Single((await harness.RunAsync()).ChainErrors);

        Assert.StartsWith("The API answered 401", error.Message, StringComparison.Ordinal);
        Assert.Contains("subscription.invalid", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Harness.ApiKey, error.Message, StringComparison.Ordinal);
    }
}
