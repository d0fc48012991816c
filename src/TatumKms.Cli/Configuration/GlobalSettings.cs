using TatumKms.Core;

namespace TatumKms.Cli.Configuration;

/// <summary>The values of the options that every command takes; nothing where an option was not given.</summary>
/// <param name="Network"><c>--testnet</c> or <c>--no-testnet</c>.</param>
/// <param name="Path"><c>--path</c>.</param>
/// <param name="EnvFile"><c>--envFile</c>.</param>
/// <param name="ApiKey"><c>--apiKey</c>.</param>
/// <param name="PasswordFile"><c>--password-file</c>.</param>
/// <param name="SecretManager">Of which one the option was given.</param>
internal sealed record GlobalSettings(Network? Network, string? Path, string? EnvFile, string? ApiKey, string? PasswordFile, SecretManager? SecretManager)
{
    /// <summary>Never the API key.</summary>
    public override string ToString() => nameof(GlobalSettings);
}
