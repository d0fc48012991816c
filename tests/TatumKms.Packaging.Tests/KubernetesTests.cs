using YamlDotNet.RepresentationModel;

namespace TatumKms.Packaging.Tests;

/// <summary>deploy/kubernetes.yaml: the members that the API requires, the restricted pod security standard, and one daemon at a time.</summary>
public sealed class KubernetesTests
{
    private static readonly IReadOnlyList<YamlNode> Objects = YamlFile.Read("deploy", "kubernetes.yaml");

    private static YamlNode Deployment => Of("Deployment");

    private static YamlNode Pod => Deployment.At("spec/template/spec");

    private static YamlNode Container => Pod.At("containers/0");

    [Fact]
    public void Each_object_has_what_the_api_requires()
    {
        string[] kinds = [.. Objects.Select(item => $"{item.Text("apiVersion")} {item.Text("kind")}")];

        Assert.Equal(["v1 PersistentVolumeClaim", "apps/v1 Deployment", "networking.k8s.io/v1 NetworkPolicy"], kinds);
        Assert.All(Objects, item => Assert.Matches("^[a-z][a-z0-9-]{0,62}$", item.Text("metadata/name")));
        Assert.All(Objects, item => Assert.IsType<YamlMappingNode>(item.At("spec")));
    }

    [Fact]
    public void One_daemon_runs_at_a_time()
    {
        Assert.Equal("1", Deployment.Text("spec/replicas"));
        Assert.Equal("Recreate", Deployment.Text("spec/strategy/type"));
        Assert.Equal(["ReadWriteOncePod"], Of("PersistentVolumeClaim").Texts("spec/accessModes"));
    }

    [Fact]
    public void The_selectors_find_the_pod()
    {
        const string Label = "app.kubernetes.io~1name";
        var label = Name(Deployment.At("spec/template/metadata/labels"), Label);

        Assert.Equal(label, Name(Deployment.At("spec/selector/matchLabels"), Label));
        Assert.Equal(label, Name(Of("NetworkPolicy").At("spec/podSelector/matchLabels"), Label));
    }

    [Fact]
    public void The_pod_keeps_to_the_restricted_standard()
    {
        Assert.Equal("true", Pod.Text("securityContext/runAsNonRoot"));
        Assert.Equal("RuntimeDefault", Pod.Text("securityContext/seccompProfile/type"));
        Assert.Equal("false", Container.Text("securityContext/allowPrivilegeEscalation"));
        Assert.Equal("true", Container.Text("securityContext/readOnlyRootFilesystem"));
        Assert.Equal(["ALL"], Container.Texts("securityContext/capabilities/drop"));
        Assert.Equal("false", Pod.Text("automountServiceAccountToken"));
    }

    [Fact]
    public void The_user_is_that_of_the_image() => Assert.Contains(
        $"\nUSER {Pod.Text("securityContext/runAsUser")}:{Pod.Text("securityContext/runAsGroup")}\n", Repository.Read("deploy", "Dockerfile"), StringComparison.Ordinal);

    [Fact]
    public void The_probes_ask_where_the_daemon_listens()
    {
        var port = Container.Text("ports/0/containerPort");

        Assert.Contains($"--listen=0.0.0.0:{port}", Container.Texts("args"));
        Assert.Contains("--listen-anywhere", Container.Texts("args"));
        Assert.Equal("/livez", Container.Text("startupProbe/httpGet/path"));
        Assert.Equal("/livez", Container.Text("livenessProbe/httpGet/path"));
        Assert.Equal("/readyz", Container.Text("readinessProbe/httpGet/path"));
        Assert.All(["startupProbe", "livenessProbe", "readinessProbe"], probe => Assert.Equal(Container.Text("ports/0/name"), Container.Text($"{probe}/httpGet/port")));
        Assert.Equal(port, Of("NetworkPolicy").Text("spec/ingress/0/ports/0/port"));
    }

    [Fact]
    public void Each_mount_has_its_volume_and_the_claim_is_the_one_above()
    {
        var mounts = ((YamlSequenceNode)Container.At("volumeMounts")).Select(mount => mount.Text("name"));
        var volumes = ((YamlSequenceNode)Pod.At("volumes")).Select(volume => volume.Text("name"));

        Assert.Equal(volumes.Order(), mounts.Order());
        Assert.Equal(Of("PersistentVolumeClaim").Text("metadata/name"), Pod.Text("volumes/0/persistentVolumeClaim/claimName"));
    }

    [Fact]
    public void No_secret_is_in_the_file_and_none_is_a_variable()
    {
        Assert.DoesNotContain(Objects, item => item.Text("kind") == "Secret");
        Assert.Equal(["CREDENTIALS_DIRECTORY"], ((YamlSequenceNode)Container.At("env")).Select(variable => variable.Text("name")));
        Assert.Equal(Container.Text("env/0/value"), Container.Text("volumeMounts/1/mountPath"));
        Assert.Equal("0400", Pod.Text("volumes/1/secret/defaultMode"));
    }

    [Fact]
    public void It_is_known_what_it_may_use()
    {
        Assert.NotEmpty(Container.Text("resources/requests/cpu"));
        Assert.NotEmpty(Container.Text("resources/requests/memory"));
        Assert.NotEmpty(Container.Text("resources/limits/memory"));
    }

    [Fact]
    public void The_image_has_a_version() => Assert.Matches(@"^tatum-kms:\d+\.\d+\.\d+$", Container.Text("image"));

    private static YamlNode Of(string kind) => Objects.Single(item => item.Text("kind") == kind);

    // Labels have slashes of their own.
    private static string Name(YamlNode labels, string label) =>
        ((YamlScalarNode)((YamlMappingNode)labels).Children[new YamlScalarNode(label.Replace("~1", "/", StringComparison.Ordinal))]).Value!;
}
