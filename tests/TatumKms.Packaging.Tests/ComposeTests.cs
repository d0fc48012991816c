using YamlDotNet.RepresentationModel;

namespace TatumKms.Packaging.Tests;

/// <summary>deploy/compose.yaml against the members of the Compose specification and what a signer needs.</summary>
public sealed class ComposeTests
{
    /// <summary>Those of the specification that the file may use.</summary>
    private static readonly string[] KnownMembers =
    [
        "build", "cap_drop", "command", "environment", "healthcheck", "image", "logging", "mem_limit", "memswap_limit", "pids_limit",
        "read_only", "restart", "secrets", "security_opt", "stop_grace_period", "tmpfs", "ulimits", "user", "volumes",
    ];

    private static readonly YamlNode File = YamlFile.Read("deploy", "compose.yaml").Single();

    private static YamlNode Service => File.At("services/tatum-kms");

    [Fact]
    public void Only_members_of_the_specification_are_used()
    {
        Assert.Empty(((YamlMappingNode)File).Children.Keys.Select(key => key.ToString()).Except(["name", "services", "secrets", "volumes"]));
        Assert.Empty(File.Keys("services/tatum-kms").Except(KnownMembers));
    }

    [Fact]
    public void The_container_can_change_nothing_but_its_volume()
    {
        Assert.Equal("true", Service.Text("read_only"));
        Assert.Equal(["ALL"], Service.Texts("cap_drop"));
        Assert.Contains("no-new-privileges:true", Service.Texts("security_opt"));
        Assert.Equal(["data:/var/lib/tatum-kms"], Service.Texts("volumes"));
        Assert.Contains("noexec", Assert.Single(Service.Texts("tmpfs")), StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_gets_neither_into_a_core_dump_nor_into_swap()
    {
        Assert.Equal("0", Service.Text("ulimits/core"));
        Assert.Equal(Service.Text("mem_limit"), Service.Text("memswap_limit"));
    }

    [Fact]
    public void Secrets_are_files_and_no_variables()
    {
        Assert.Equal(Service.Texts("secrets").Order(), File.Keys("secrets").Order());
        Assert.Equal(["TATUM_KMS_PASSWORD_FILE"], Service.Keys("environment"));
        Assert.Equal("/run/secrets/password", Service.Text("environment/TATUM_KMS_PASSWORD_FILE"));
        Assert.Contains("--envFile=/run/secrets/environment", Service.Texts("command"));
    }

    [Fact]
    public void The_daemon_is_given_the_time_that_it_needs_to_stop() => Assert.Equal("15s", Service.Text("stop_grace_period"));

    [Fact]
    public void It_is_watched_and_started_again()
    {
        Assert.Equal(["CMD", "/opt/tatum-kms/tatum-kms", "health"], Service.Texts("healthcheck/test"));
        Assert.Equal("unless-stopped", Service.Text("restart"));
    }

    [Fact]
    public void User_and_volume_are_those_of_the_image()
    {
        var image = Repository.Read("deploy", "Dockerfile");

        Assert.Contains($"\nUSER {Service.Text("user")}\n", image, StringComparison.Ordinal);
        Assert.Contains("VOLUME [\"/var/lib/tatum-kms\"]", image, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(Repository.PathOf("deploy", Service.Text("build/context"), Service.Text("build/dockerfile"))));
    }
}
