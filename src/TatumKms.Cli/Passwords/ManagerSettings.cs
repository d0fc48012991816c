using TatumKms.Cli.Configuration;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Passwords;

/// <summary>The settings of a secret manager: variables, and where one is missing that must be, a question at the terminal.</summary>
internal sealed class ManagerSettings(KmsConfiguration configuration, ITerminal terminal)
{
    /// <summary>The first of these that is set, or nothing.</summary>
    public string? Find(params ReadOnlySpan<string> variables)
    {
        foreach (var variable in variables)
        {
            if (configuration.Find(variable) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A secret, or nothing. The runtime keeps the string of the variable, which nobody can zero.</summary>
    public SecretBytes? FindSecret(string variable) => Find(variable) is { } value ? SecretBytes.FromUtf8(value) : null;

    /// <summary>The full path of a file, or nothing.</summary>
    public string? FindFile(string variable) => Find(variable) is { } path ? configuration.Resolve(path) : null;

    /// <summary>A file of a name in the home directory, where there is one, or nothing.</summary>
    public string? FindFileAtHome(string name) => configuration.FindAtHome(name);

    /// <summary>A setting that must be, or what somebody enters.</summary>
    /// <exception cref="KmsException">It is not set, and there is nobody to ask (<see cref="KmsError.Configuration"/>), or nothing was entered (<see cref="KmsError.Usage"/>).</exception>
    public string Require(string variable, string question)
    {
        if (Find(variable) is { } value)
        {
            return value;
        }

        RequireTerminal(variable);
        var entered = terminal.AskOpenly(Complete(question, variable)).Trim();
        return entered.Length > 0 ? entered : throw NothingEntered(variable);
    }

    /// <summary>The same of a secret, which is not shown.</summary>
    /// <exception cref="KmsException">See <see cref="Require"/>.</exception>
    public SecretBytes RequireSecret(string variable, string question)
    {
        if (FindSecret(variable) is { } value)
        {
            return value;
        }

        RequireTerminal(variable);
        var entered = terminal.Ask(Complete(question, variable));
        return entered.Length > 0 ? entered : throw NothingEntered(variable);
    }

    private static string Complete(string question, string variable) => $"{question} (or set env var {variable}):";

    private static KmsException NothingEntered(string variable) => new(KmsError.Usage, "Nothing was entered.", $"Set {variable}, or enter what it stands for.");

    private void RequireTerminal(string variable)
    {
        if (!terminal.CanAsk)
        {
            throw new KmsException(
                KmsError.Configuration,
                $"The password is to come from {configuration.SecretManager?.Describe()}, but {variable} is not set, and there is no terminal to ask at.",
                $"Set {variable} in the environment or in a file of variables.");
        }
    }
}
