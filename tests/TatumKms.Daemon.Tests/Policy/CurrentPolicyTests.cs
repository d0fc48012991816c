using System.Runtime.Versioning;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public sealed class CurrentPolicyTests
{
    private const string AllowAll = """{"version": 1, "rules": [{"name": "all", "effect": "allow"}]}""";
    private const string DenyAll = """{"version": 1, "rules": [{"name": "all", "effect": "deny"}]}""";
    private const string AskAll = """{"version": 1, "rules": [{"name": "all", "effect": "requireApproval"}]}""";

    [Fact]
    public void Where_no_file_is_named_there_is_no_policy_and_nothing_to_read_again()
    {
        using var bed = new GateTestBed(policy: null);

        bed.Policy.Reload();

        Assert.Null(bed.Policy.Loaded);
        Assert.Empty(bed.Logs.Of(190));
    }

    [Fact]
    public void The_hash_of_the_file_is_logged()
    {
        using var bed = new GateTestBed(AllowAll);

        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(bed.PolicyPath)));

        Assert.Equal(hash, bed.Policy.Loaded!.Hash);
        Assert.Equal($"The policy {bed.PolicyPath} is in force: 1 rules, SHA-256 {hash}.", Assert.Single(bed.Logs.Of(190)));
    }

    [Fact]
    public void What_makes_no_sense_in_it_is_logged()
    {
        using var bed = new GateTestBed("""{"version": 1, "rules": []}""");

        Assert.NotNull(bed.Policy.Loaded);

        Assert.NotEmpty(bed.Logs.Of(191));
    }

    [Fact]
    public void A_file_that_was_changed_is_in_force_when_it_is_read_again_and_not_before()
    {
        using var bed = new GateTestBed(AllowAll);
        var gate = bed.Gate;

        bed.WritePolicy(DenyAll);
        Assert.Equal(PolicyEffect.Allow, gate.Decide(Bitcoin(Sats(1))).Effect);
        bed.Policy.Reload();

        Assert.Equal(PolicyEffect.Deny, gate.Decide(Bitcoin(Sats(1))).Effect);
        Assert.Equal(2, bed.Logs.Of(190).Count);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData(null)]
    public void A_file_that_cannot_be_used_leaves_the_policy_before_in_force(string? text)
    {
        using var bed = new GateTestBed(DenyAll);
        var gate = bed.Gate;

        if (text is null)
        {
            File.Delete(bed.PolicyPath);
        }
        else
        {
            bed.WritePolicy(text);
        }

        bed.Policy.Reload();

        Assert.Equal(PolicyEffect.Deny, gate.Decide(Bitcoin(Sats(1))).Effect);
        Assert.Contains(bed.PolicyPath, Assert.Single(bed.Logs.Of(192)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_daemon_does_not_start_with_a_policy_that_wants_approvals_and_has_nobody_to_ask()
    {
        using var bed = new GateTestBed(AskAll, externalUrl: null);

        var problem = Assert.Throws<KmsException>(() => bed.Policy);

        Assert.Equal(KmsError.Configuration, problem.Error);
        Assert.Contains("--externalUrl", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Nor_does_it_take_such_a_policy_later()
    {
        using var bed = new GateTestBed(DenyAll, externalUrl: null);
        var gate = bed.Gate;

        bed.WritePolicy(AskAll);
        bed.Policy.Reload();

        Assert.Equal(PolicyEffect.Deny, gate.Decide(Bitcoin(Sats(1))).Effect);
        Assert.Single(bed.Logs.Of(192));
    }

    [Fact]
    public void A_daemon_does_not_start_without_the_file_that_was_named()
    {
        using var bed = new GateTestBed(AllowAll);
        File.Delete(bed.PolicyPath);

        var problem = Assert.Throws<KmsException>(() => bed.Policy);

        Assert.Equal(KmsError.Configuration, problem.Error);
        Assert.Contains("policy init", problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [UnsupportedOSPlatform("windows")]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_may_change_is_refused(UnixFileMode bit)
    {
        using var bed = new GateTestBed(AllowAll);
        File.SetUnixFileMode(bed.PolicyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | bit);

        Assert.Equal($"Forbid it: chmod go-w {bed.PolicyPath}", Assert.Throws<KmsException>(() => bed.Policy).Hint);
    }
}
