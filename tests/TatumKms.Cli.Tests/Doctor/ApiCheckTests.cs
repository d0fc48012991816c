using TatumKms.Cli.Configuration;
using TatumKms.Cli.Doctor;
using TatumKms.Cli.Doctor.Remote;
using TatumKms.Core;
using TatumKms.Sandbox;

namespace TatumKms.Cli.Tests.Doctor;

public class ApiCheckTests
{
    [Theory]
    [InlineData("the-key", Verdict.Ok, "takes the key")]
    [InlineData("another", Verdict.Problem, "does not take the key (status 401)")]
    public async Task The_api_takes_the_key_or_does_not(string key, object verdict, string part)
    {
        using var world = new DoctorWorld();
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { ApiKey = "the-key" }, TestContext.Current.CancellationToken);
        var finding = await RunAsync(world, sandbox.Url, key);

        finding.Is((Verdict)verdict, part);
        Assert.DoesNotContain(key, finding.ToString().Replace("takes the key", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, Verdict.Problem, "does not take the key")]
    [InlineData(402, Verdict.Warning, "plan is used up")]
    [InlineData(429, Verdict.Warning, "plan is used up")]
    [InlineData(503, Verdict.Problem, "fails")]
    [InlineData(302, Verdict.Problem, "sends elsewhere")]
    [InlineData(404, Verdict.Problem, "as the Tatum API does not")]
    public async Task Each_kind_of_answer_is_told_apart(int status, object verdict, string part)
    {
        using var world = new DoctorWorld();
        await using var api = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(status));

        (await RunAsync(world, api.Url)).Is((Verdict)verdict, part);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_told()
    {
        using var world = new DoctorWorld();
        var api = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(200));
        var url = api.Url;
        await api.DisposeAsync();

        (await RunAsync(world, url)).Is(Verdict.Problem, "refuses connections").Fix($"nc -vz 127.0.0.1 {url.Port}");
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_is_told()
    {
        using var world = new DoctorWorld();

        // RFC 6761: nobody ever has a name there.
        (await RunAsync(world, new Uri("https://api.invalid"))).Is(Verdict.Problem, "the name api.invalid cannot be resolved").Fix("getent hosts api.invalid");
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_and_the_key_is_not_sent()
    {
        using var world = new DoctorWorld();
        var now = world.Time.GetUtcNow();
        await using var api = await RemoteStandIn.StartSecureAsync(now.AddDays(-1), now.AddDays(90));

        var finding = (await RunAsync(world, api.Url)).Is(Verdict.Problem, "TLS with it failed");

        Assert.StartsWith("openssl s_client -connect 127.0.0.1:", finding.Fix, StringComparison.Ordinal);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task An_api_that_hangs_is_given_up_after_the_limit()
    {
        using var world = new DoctorWorld();
        var asked = new TaskCompletionSource();
        await using var api = await RemoteStandIn.StartAsync(context =>
        {
            asked.TrySetResult();
            return RemoteStandIn.HangAsync(context);
        });
        var running = RunAsync(world, api.Url);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        world.Time.Advance(Examination.Limit);

        (await running).Is(Verdict.Problem, "did not answer within 10 seconds");
    }

    [Fact]
    public async Task Without_a_key_the_api_is_not_asked()
    {
        using var world = new DoctorWorld();
        await using var api = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(200));

        (await RunAsync(world, api.Url, key: null)).Is(Verdict.NotApplicable, "without a key");
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task Over_http_the_key_is_not_sent_to_another_machine()
    {
        using var world = new DoctorWorld();

        (await RunAsync(world, new Uri("http://api.invalid"))).Is(Verdict.Problem, "it was not sent");
        (await RunAsync(world, new Uri("http://api.invalid"), allowHttp: true)).Is(Verdict.Problem, "cannot be resolved");
    }

    [Fact]
    public async Task What_is_asked_is_about_nobodys_wallet()
    {
        using var world = new DoctorWorld();
        var asked = "";
        await using var api = await RemoteStandIn.StartAsync(context =>
        {
            asked = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers["x-api-key"]}";
            return Task.CompletedTask;
        });

        await RunAsync(world, new Uri(api.Url, "/base/"));

        Assert.Equal("GET /base/v3/kms/pending/BTC?signatureIds=00000000-0000-4000-8000-000000000000 the-key", asked);
    }

    [Theory]
    [InlineData(null, Verdict.Problem, "There is no API key.")]
    [InlineData("t-key", Verdict.Ok, "There is an API key.")]
    [InlineData("t key", Verdict.Problem, "characters that no API key has")]
    [InlineData("t-key\n", Verdict.Problem, "characters that no API key has")]
    public async Task A_key_that_cannot_be_sent_is_a_problem(string? key, object verdict, string part)
    {
        using var world = new DoctorWorld();
        SetKey(world, key);

        (await world.RunAsync(new ApiKeyCheck(world.Configure()))).Is((Verdict)verdict, part);
    }

    [Theory]
    [InlineData(0, Verdict.Ok, "agree")]
    [InlineData(25, Verdict.Ok, "agree")]
    [InlineData(-25, Verdict.Ok, "agree")]
    [InlineData(90, Verdict.Warning, "seconds ahead of")]
    [InlineData(-90, Verdict.Warning, "seconds behind")]
    public async Task The_clock_agrees_with_the_apis_or_is_a_warning(int ahead, object verdict, string part)
    {
        using var world = new DoctorWorld();
        await using var api = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(401, world.Time.GetUtcNow().AddSeconds(-ahead)));

        (await world.RunAsync(new ClockCheck(Probe(world, api.Url), () => true))).Is((Verdict)verdict, part);
    }

    [Fact]
    public async Task A_clock_that_cannot_be_compared_is_passed_over()
    {
        using var world = new DoctorWorld();

        (await world.RunAsync(new ClockCheck(Probe(world, new Uri("https://api.invalid")), () => true))).Is(Verdict.NotApplicable, "did not answer");
        (await world.RunAsync(new ClockCheck(Probe(world, new Uri("https://api.invalid")), () => false))).Is(Verdict.NotApplicable, "is not asked");
    }

    [Fact]
    public async Task Two_checks_ask_once()
    {
        using var world = new DoctorWorld();
        await using var api = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(200));
        var probe = Probe(world, api.Url);

        var found = await new Examination(world.Time).RunAsync(
            [new ApiCheck(probe, world.Configure(), false), new ClockCheck(probe, () => true)], TestContext.Current.CancellationToken);

        Assert.Equal(1, api.Requests);
        Assert.Equal(["api", "clock"], found.Select(diagnosis => diagnosis.Check));
    }

    private static Task<Finding> RunAsync(DoctorWorld world, Uri url, string? key = "the-key", bool allowHttp = false)
    {
        var probe = Probe(world, url, key);
        return world.RunAsync(new ApiCheck(probe, world.Configure(), allowHttp));
    }

    private static ApiProbe Probe(DoctorWorld world, Uri url, string? key = "the-key")
    {
        world.Machine.Environment[KmsConfiguration.ApiUrlVariable] = url.ToString();
        SetKey(world, key);
        return new ApiProbe(world.Configure(), ChainId.Parse("BTC"), world.Time);
    }

    private static void SetKey(DoctorWorld world, string? key)
    {
        if (key is not null)
        {
            world.Machine.Environment[KmsConfiguration.ApiKeyVariable] = key;
        }
    }
}
