using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>The sentences for wrong command lines. They never repeat a value: it could be a secret in the wrong place.</summary>
internal static class UsageErrors
{
    private const string SeeHelp = "Run tatum-kms --help for the commands and options.";
    private const int LongestEcho = 40;
    private static readonly string[] PasswordOptions = ["--password", "--pwd", "--mnemonic", "--privateKey", "--private-key"];

    public static KmsException UnknownCommand(string given, IEnumerable<string> commands)
    {
        var shown = given.Length <= LongestEcho && given.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? $" '{given}'" : "";
        return New($"Unsupported command{shown}.", NearNames.Find(given, commands) is { } near ? $"Did you mean {near}?" : SeeHelp);
    }

    public static KmsException UnknownOption(string name, IEnumerable<string> options) => New(
        $"Unknown option {name}.",
        PasswordOptions.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? "Secrets are never arguments, which other users can see: they are asked for, or read from standard input."
            : NearNames.Find(name, options) is { } near ? $"Did you mean {near}?" : SeeHelp);

    public static KmsException GivenTwice(string name) => New($"The option {name} is given more than once, perhaps in both of its spellings.");

    public static KmsException TwoSources(string one, string another) =>
        New($"The options {one} and {another} name two sources of one password.", "Give one of them.");

    public static KmsException NoValue(string name) => New($"The option {name} needs a value.", $"Write {name}=VALUE.");

    public static KmsException BadSwitch(string name) => New($"The option {name} takes no value but true or false.", $"Write {name} or {name}=false.");

    public static KmsException NotForCommand(string name, string command) =>
        New($"The option {name} does not belong to the command {command}.", $"Run tatum-kms {command} --help for the options that do.");

    public static KmsException MissingArgument(string argument, string usage) => New($"The argument <{argument}> is missing.", $"Usage: {usage}");

    public static KmsException TooManyArguments(string command, string usage) =>
        New($"Too many arguments for the command {command}.", $"Usage: {usage}. Secrets are never arguments; they are asked for.");

    public static KmsException Other() => New("The command line cannot be understood.", SeeHelp);

    public static KmsException New(string message, string? hint = null) => new(KmsError.Usage, message, hint);
}
