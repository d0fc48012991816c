namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// What these tests need beside the SDK. A test whose tool is not on the machine is skipped, so that the README's command works
/// everywhere; with TATUM_KMS_REQUIRE_TOOLS=1, as in CI, a missing tool fails instead.
/// </summary>
internal static class Tools
{
    public static string RepositoryRoot { get; } = FindRoot();

    public static string NodesFolder { get; } = Path.Combine(RepositoryRoot, "tests", "TatumKms.EndToEnd.Tests", "Nodes");

    public static void RequireBcoin() =>
        Require(OnPath("node") && Directory.Exists(Path.Combine(NodesFolder, "node_modules", "bcoin")), "Node.js and bcoin (npm ci in Nodes/)");

    public static void RequireNode() => Require(OnPath("node"), "Node.js");

    public static void RequireBitcoinCashEngines() => RequirePackage("@bitauth/libauth");

    /// <summary>A package of npm that lends its verdict.</summary>
    public static void RequirePackage(string name) =>
        Require(OnPath("node") && Directory.Exists(Path.Combine(NodesFolder, "node_modules", name)), $"Node.js and {name} (npm ci in Nodes/)");

    public static void RequireAnvil() => Require(
        File.Exists(Path.Combine(NodesFolder, "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil")), "anvil for Linux on x64 (npm ci in Nodes/)");

    public static void RequireXrpLibraries() => Require(
        OnPath("node") && Directory.Exists(Path.Combine(NodesFolder, "node_modules", "xrpl")) && Directory.Exists(Path.Combine(NodesFolder, "node_modules", "verify-xrpl-signature")),
        "Node.js, xrpl and verify-xrpl-signature (npm ci in Nodes/)");

    public static void RequireFlowLibraries() => RequirePackage("@onflow/sdk");

    public static void RequireStellarLibrary() => RequirePackage("@stellar/stellar-base");

    public static void RequireLiteSvm() => RequirePackage("litesvm");

    public static void RequireMultiversxSdk() => RequirePackage("@multiversx/sdk-core");

    public static void RequireLitecoinCore() => Require(OnPath("litecoind"), "litecoind");

    private static void Require(bool present, string what)
    {
        if (Environment.GetEnvironmentVariable("TATUM_KMS_REQUIRE_TOOLS") == "1")
        {
            Assert.True(present, $"This machine lacks {what}.");
        }

        Assert.SkipUnless(present, $"This machine lacks {what}.");
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TatumKms.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");
        }

        return folder.FullName;
    }
}
