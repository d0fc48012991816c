using System.CommandLine;
using TatumKms.Cli.Commands;
using TatumKms.Cli.Help;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli;

/// <summary>One run: from a command line to an exit code.</summary>
internal sealed class KmsApplication(Machine machine)
{
    // What a shell reports of a process that Ctrl-C ended.
    public const int Interrupted = 130;

    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    // No time-out and no handlers of the parser's own: the daemon minds the signals, everything else ends by them.
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    /// <summary>Runs a command line; every failure becomes a sentence on standard error and an exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await RunUnguardedAsync(arguments, cancellationToken);
        }
        catch (KmsException problem) when (problem.InnerException is ReaderGoneException)
        {
            // Whoever read the result has seen enough and has gone: nothing to tell. What was stored says so itself.
            return (int)ExitCode.InputOutput;
        }
        catch (KmsException problem)
        {
            machine.Terminal.Fail(problem.Message, problem.Hint);
            return (int)ExitCodes.Of(problem.Error);
        }
        catch (OperationCanceledException)
        {
            machine.Terminal.Say("Interrupted.");
            return Interrupted;
        }
        catch (Exception unexpected)
        {
            // The type only: the message of a library may quote a key.
            machine.Terminal.Fail($"Unexpected failure ({unexpected.GetType().FullName}).", "This is a defect of the program; please report it with what you did.");
            return (int)ExitCode.Unexpected;
        }
    }

    private async Task<int> RunUnguardedAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var options = new KmsOptions();
        using var composition = new Composition(machine, options);
        var root = CommandTree.Create(composition);
        var parsed = root.Parse(arguments, Parser);
        var help = new HelpText(options, root, machine.Terminal.OutputInk);
        if (KmsOptions.IsGiven(options.Help, parsed))
        {
            return Print(help.Of(parsed.CommandResult.Command as KmsCommand));
        }

        new OptionScan(options).Check(arguments);
        if (KmsOptions.IsGiven(options.Version, parsed))
        {
            return Print($"{ProductVersion.Current}\n{ProductVersion.Build}\n");
        }

        if (parsed.CommandResult.Command == root && parsed.UnmatchedTokens.Count == 0)
        {
            return Print(help.Of(null));
        }

        new UsageCheck(options).Check(parsed);
        return await parsed.InvokeAsync(Invocation, cancellationToken);
    }

    private int Print(string text)
    {
        machine.Terminal.WriteText(text);
        return (int)ExitCode.Done;
    }
}
