using TatumKms.Cli.Doctor;
using TatumKms.Cli.Doctor.Remote;
using TatumKms.Core;

namespace TatumKms.Cli.Tests.Doctor;

public class ApprovalCheckTests
{
    [Fact]
    public async Task A_server_that_takes_connections_is_in_order_and_is_asked_nothing()
    {
        using var world = new DoctorWorld();
        await using var server = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(200));

        (await ReachAsync(world, server.Url)).Is(Verdict.Ok, "takes connections");
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_not_found_is_a_problem()
    {
        using var world = new DoctorWorld();
        var server = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(200));
        var url = server.Url;
        await server.DisposeAsync();

        (await ReachAsync(world, url)).Is(Verdict.Problem, "refuses connections");
        (await ReachAsync(world, new Uri("https://approve.invalid/tx"))).Is(Verdict.Problem, "the name approve.invalid cannot be resolved");
    }

    [Fact]
    public async Task A_server_that_does_not_speak_tls_is_a_problem()
    {
        using var world = new DoctorWorld();
        await using var server = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(200));
        var url = new UriBuilder(server.Url) { Scheme = Uri.UriSchemeHttps }.Uri;

        (await ReachAsync(world, url)).Is(Verdict.Problem, "second pair of eyes");
        (await LookAsync(world, new ApprovalProbe(url))).Is(Verdict.NotApplicable, "was not seen");
    }

    [Fact]
    public async Task A_server_of_another_machine_is_named_with_https()
    {
        using var world = new DoctorWorld();

        (await ReachAsync(world, new Uri("http://approve.invalid/tx"))).Is(Verdict.Problem, "others could answer in its place");
        (await ReachAsync(world, new Uri("http://approve.invalid/tx"), allowHttp: true)).Is(Verdict.Problem, "cannot be resolved");
    }

    [Fact]
    public async Task Mainnet_needs_one_and_the_test_networks_do_not()
    {
        using var world = new DoctorWorld();

        (await ReachAsync(world, null)).Is(Verdict.Warning, "on mainnet the daemon does not start without");
        (await ReachAsync(world, null, hasPolicy: true)).Is(Verdict.NotApplicable, "the policy decides alone");
        (await ReachAsync(world, null, Network.Testnet)).Is(Verdict.NotApplicable, "do not need one");
        (await world.RunAsync(new ApprovalCertificateCheck(() => null, world.Time))).Is(Verdict.NotApplicable, "no https server");
    }

    [Fact]
    public async Task A_trusted_certificate_is_in_order_until_its_last_two_weeks()
    {
        using var world = new DoctorWorld();
        var now = world.Time.GetUtcNow();
        await using var server = await RemoteStandIn.StartSecureAsync(now.AddDays(-1), now.AddDays(90));

        (await LookAsync(world, new ApprovalProbe(server.Url, server.Trusting))).Is(Verdict.Ok, "trusted and valid until");
        world.Time.Advance(TimeSpan.FromDays(80));
        var finding = (await LookAsync(world, new ApprovalProbe(server.Url, server.Trusting))).Is(Verdict.Warning, "in 9 days");
        Assert.Contains("openssl x509 -noout", finding.Fix, StringComparison.Ordinal);
        world.Time.Advance(TimeSpan.FromDays(20));
        (await LookAsync(world, new ApprovalProbe(server.Url, server.Trusting))).Is(Verdict.Problem, "has expired on");
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task A_certificate_that_begins_later_nobody_vouches_for_or_that_names_another_is_a_problem()
    {
        using var world = new DoctorWorld();
        var now = world.Time.GetUtcNow();
        await using var early = await RemoteStandIn.StartSecureAsync(now.AddDays(1), now.AddDays(90));
        await using var server = await RemoteStandIn.StartSecureAsync(now.AddDays(-1), now.AddDays(90));
        await using var other = await RemoteStandIn.StartSecureAsync(now.AddDays(-1), now.AddDays(90), "other.example");

        (await LookAsync(world, new ApprovalProbe(early.Url, early.Trusting))).Is(Verdict.Problem, "only; or this machine's clock is wrong");
        (await LookAsync(world, new ApprovalProbe(server.Url))).Is(Verdict.Problem, "does not trust it");
        (await LookAsync(world, new ApprovalProbe(other.Url, other.Trusting))).Is(Verdict.Problem, "another name");
    }

    private static Task<Finding> ReachAsync(DoctorWorld world, Uri? url, Network network = Network.Mainnet, bool allowHttp = false, bool hasPolicy = false) =>
        world.RunAsync(new ApprovalServerCheck(() => url is null ? null : new ApprovalProbe(url), world.Configure(network), allowHttp, hasPolicy));

    private static Task<Finding> LookAsync(DoctorWorld world, ApprovalProbe probe) => world.RunAsync(new ApprovalCertificateCheck(() => probe, world.Time));
}
