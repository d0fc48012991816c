using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>The sentences for wrong command lines. They never repeat a value: it could be a secret in the wrong place.</summary>
internal static class UsageErrors
{
    private const string SeeHelp = "Run tatum-kms --help for the commands and options.";
    private const int LongestEcho = 40;
    private static readonly string[] PasswordOptions = ["--password", "--pwd", "--mnemonic", "--privateKey", "--private-key"];

    public static KmsException UnknownCommand(string given, IEnumerable<string> commands) =>
        New($"Unsupported command{Shown(given)}.", NearNames.Find(given, commands) is { } near ? $"Did you mean {near}?" : SeeHelp);

    public static KmsException UnknownSubject(string given, IEnumerable<string> subjects) => New(
        $"There is no help on{(Shown(given) is { Length: > 0 } shown ? shown : " that")}.",
        NearNames.Find(given, subjects) is { } near ? $"Did you mean tatum-kms help {near}?" : "Run tatum-kms help for the commands, tatum-kms help topics for the topics.");

    public static KmsException UnknownPart(string command, IReadOnlyList<string> parts) =>
        New($"The command {command} has no such part.", $"Its parts are {string.Join(", ", parts)}.");

    public static KmsException UnknownShell(string given, IReadOnlyList<string> shells) => New(
        "Unsupported shell.",
        NearNames.Find(given, shells) is { } near ? $"Did you mean {near}?" : $"Supported are {string.Join(", ", shells)}.");

    public static KmsException UnknownChain(string given, IReadOnlyList<string> codes)
    {
        var isCode = ChainId.TryParse(given.ToUpperInvariant(), out _);
        var supported = $"Supported are {string.Join(", ", codes)}.";
        return New(
            $"Unsupported blockchain{(isCode ? $" '{given}'" : "")}.",
            codes.Contains(given.ToUpperInvariant()) ? $"Chain codes are upper case: {given.ToUpperInvariant()}."
            : ChainNames.FindCode(given) is { } code && codes.Contains(code) ? $"Write {code}."
            : NearNames.Find(given, codes) is { } near ? $"Did you mean {near}? {supported}"
            : supported);
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

    /// <summary>A short word is repeated; what is long or odd could be a secret in the wrong place.</summary>
    private static string Shown(string given) =>
        given.Length <= LongestEcho && given.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ' ') ? $" '{given}'" : "";

    public static KmsException New(string message, string? hint = null) => new(KmsError.Usage, message, hint);
}
