using System.CommandLine;
using TatumKms.Cli.Commands;

namespace TatumKms.Cli.Parsing;

/// <summary>Turns what is wrong with a parsed command line into one sentence.</summary>
internal sealed class UsageCheck(KmsOptions options)
{
    /// <exception cref="Core.KmsException">The command line is wrong (<see cref="Core.KmsError.Usage"/>).</exception>
    public void Check(ParseResult parsed)
    {
        if (parsed.CommandResult.Command is not KmsCommand command)
        {
            throw UsageErrors.UnknownCommand(parsed.UnmatchedTokens[0], parsed.RootCommandResult.Command.Subcommands.Select(c => c.Name));
        }

        foreach (var option in options.All.Except(command.OptionsOf(options)).Where(option => KmsOptions.IsGiven(option, parsed)))
        {
            throw UsageErrors.NotForCommand(option.Name, command.FullName);
        }

        CheckParts(command, parsed);
        if (parsed.UnmatchedTokens.Count > 0)
        {
            throw UsageErrors.TooManyArguments(command.FullName, command.Usage);
        }

        foreach (var argument in command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0))
        {
            if (parsed.GetResult(argument) is not { Tokens.Count: > 0 })
            {
                throw UsageErrors.MissingArgument(argument.Name, command.Usage);
            }
        }

        if (parsed.Errors.Count > 0)
        {
            throw UsageErrors.Other();
        }

        SecretManagerChoice.Read(options, parsed);
    }

    /// <summary>What stands where a part of the command should, and is none.</summary>
    private static void CheckParts(KmsCommand command, ParseResult parsed)
    {
        if (command.Subcommands.Count == 0 || parsed.UnmatchedTokens.Count == 0)
        {
            return;
        }

        var parts = command.Subcommands.Cast<KmsCommand>().ToList();
        var given = parsed.CommandResult.Tokens.Select(token => token.Value).Concat(parsed.UnmatchedTokens).First();
        if (NearNames.Find(given, parts.Select(part => part.Name)) is { } near)
        {
            throw UsageErrors.UnknownCommand($"{command.FullName} {given}", parts.Where(part => part.Name == near).Select(part => part.FullName));
        }

        if (command.Arguments.Count == 0)
        {
            throw UsageErrors.UnknownPart(command.FullName, [.. parts.Select(part => part.FullName)]);
        }
    }
}
