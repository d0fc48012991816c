using System.CommandLine;
using TatumKms.Cli.Configuration;
using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>Which secret manager the options choose.</summary>
internal static class SecretManagerChoice
{
    /// <summary>The one that was chosen, or nothing.</summary>
    /// <exception cref="KmsException">There are two, or one and a password file (<see cref="KmsError.Usage"/>).</exception>
    public static SecretManager? Read(KmsOptions options, ParseResult arguments)
    {
        var chosen = options.SecretManagers.Where(option => arguments.GetValue(option)).ToList();
        if (chosen.Count > 1)
        {
            throw UsageErrors.TwoSources(chosen[0].Name, chosen[1].Name);
        }

        if (chosen.Count == 1 && KmsOptions.IsGiven(options.PasswordFile, arguments))
        {
            throw UsageErrors.TwoSources(chosen[0].Name, options.PasswordFile.Name);
        }

        return chosen.Count == 1 ? chosen[0].Manager : null;
    }
}
