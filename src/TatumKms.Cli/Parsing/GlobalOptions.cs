using System.CommandLine;
using TatumKms.Cli.Configuration;
using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>Reads the values of the options that every command takes.</summary>
internal static class GlobalOptions
{
    /// <exception cref="KmsException"><c>--testnet</c> and <c>--no-testnet</c> contradict each other (<see cref="KmsError.Usage"/>).</exception>
    public static GlobalSettings Read(KmsOptions options, ParseResult arguments) => new(
        ReadNetwork(options, arguments),
        arguments.GetValue(options.Path),
        arguments.GetValue(options.EnvFile),
        arguments.GetValue(options.ApiKey),
        arguments.GetValue(options.PasswordFile),
        SecretManagerChoice.Read(options, arguments));

    private static Network? ReadNetwork(KmsOptions options, ParseResult arguments)
    {
        if (!KmsOptions.IsGiven(options.NoTestnet, arguments))
        {
            return !KmsOptions.IsGiven(options.Testnet, arguments) ? null
                : arguments.GetValue(options.Testnet) ? Network.Testnet : Network.Mainnet;
        }

        if (KmsOptions.IsGiven(options.Testnet, arguments))
        {
            throw UsageErrors.GivenTwice(options.Testnet.Name);
        }

        return arguments.GetValue(options.NoTestnet) ? Network.Mainnet : Network.Testnet;
    }
}
