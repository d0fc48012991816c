using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Wallets;

namespace TatumKms.Cli.Commands;

/// <summary><c>checkconfig</c>: what the program would work with. Of a secret it says only whether it is set.</summary>
internal sealed class CheckConfigCommand : KmsCommand
{
    private const int NameWidth = 33;

    [SetsRequiredMembers]
    public CheckConfigCommand(Composition kms)
        : base(kms, "checkconfig", "Show which files and settings are used; no password is needed.") =>
        Examples = ["checkconfig", "checkconfig --envFile=/etc/tatum-kms.env"];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var store = WalletStore.DescribeFile(configuration.StorePath);
        List<Line> lines =
        [
            new("Version", ProductVersion.Current),
            new("Wallet file path", store.Path),
            new("Wallet exists", store.Exists ? "true" : "false"),
            new("Wallet format", Formats.Describe(store.Format)),
            new("Wallet store type", configuration.SecretManager?.Code() ?? "LOCAL"),
            new("Environment vars file", configuration.EnvFiles.Count > 0 ? string.Join(", ", configuration.EnvFiles) : "N/A"),
            new(KmsConfiguration.ApiKeyVariable, SetOrNot(configuration.ApiKey)),
            new(KmsConfiguration.ApiUrlVariable, configuration.ApiUrl.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)),
            new(KmsConfiguration.PasswordVariable, SetOrNot(configuration.Password)),
            new("Password comes from", Describe(configuration)),
            .. SecretManagerVariables.OfOriginal.Concat(SecretManagerVariables.NewOf(configuration.SecretManager)).Select(name => new Line(name, SetOrNot(configuration.Find(name)))),
            new("Network", configuration.Network.Name()),
            new(KmsConfiguration.ExternalUrlVariable, SetOrNot(configuration.Find(KmsConfiguration.ExternalUrlVariable))),
            new("Engine of secp256k1", Kms.EngineName),
            new("Runtime's diagnostics port", MemorySafety.DescribeDiagnostics(Kms.Machine.Environment)),
            new("Core dumps", ProcessHardening.HasCoreDumps() switch { true => "on", false => "off", null => "unknown" }),
            new("Swap", MemorySafety.HasSwap(Kms.Machine.SwapsFile) switch { true => "on: keys in memory may get onto its disk", false => "off", null => "unknown" }),
            new("Chains", string.Join(",", Kms.Chains.All.Select(chain => chain.Id.Code))),
        ];
        Kms.Terminal.WriteText(string.Concat(lines.Select(line => $"{line.Name.PadRight(NameWidth)}: {line.Value}\n")));
        return Task.FromResult(ExitCode.Done);
    }

    private static string SetOrNot(string? secret) => secret is null ? "not set" : "set";

    private string Describe(KmsConfiguration configuration) => configuration.PasswordOrigin switch
    {
        PasswordOrigin.SecretManager => configuration.SecretManager!.Value.Describe(),
        PasswordOrigin.File => $"file '{configuration.PasswordFile}'",
        PasswordOrigin.Environment => KmsConfiguration.PasswordVariable,
        PasswordOrigin.EnvironmentFile => $"file '{configuration.EnvironmentPasswordFile}' of {KmsConfiguration.PasswordFileVariable}",
        PasswordOrigin.Credential => $"systemd credential '{configuration.CredentialFile}'",
        _ => Kms.Terminal.CanAsk ? "prompt" : "standard input",
    };

    // A class: the runtime has code at hand for lists of classes, and would have to compile that of structures at each start.
    private sealed record Line(string Name, string Value);
}
