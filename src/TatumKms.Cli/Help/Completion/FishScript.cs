using System.CommandLine;
using System.Text;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help.Completion;

/// <summary>The completion of fish, with what each command and option means.</summary>
internal sealed class FishScript(CompletionModel model)
{
    private const string Head = """
        # fish completion of tatum-kms. For this shell:  tatum-kms completion fish | source
        # For good:  tatum-kms completion fish > ~/.config/fish/completions/tatum-kms.fish

        # The command that stands before the cursor, a colon, and how many arguments of it.
        function __tatum_kms_place
            set -l command ''
            set -l position 0
            set -l is_value 0
            for word in (commandline -opc)[2..-1]
                if test $is_value = 1
                    set is_value 0
                    continue
                end
                switch $word

        """;

    private const string AfterValueOptions = """
                        set is_value 1
                    case '-*'
                    case '*'
                        switch "$position:$command:$word"

        """;

    private const string AfterWalk = $$"""
                            case '*'
                                set position (math $position + 1)
                        end
                end
            end
            echo "$command:$position"
        end

        function __tatum_kms_at
            contains -- (__tatum_kms_place) $argv
        end

        function __tatum_kms_in
            contains -- (__tatum_kms_place | string replace -r ':.*' '') $argv
        end

        # What follows the last comma of a list.
        function __tatum_kms_list
            set -l head (commandline -ct | string replace -r '^--[^=]*=' '' | string match -r '^.*,')
            test -n "$head"; or set head ''
            printf '%s\n' $head$argv
        end

        function __tatum_kms_ids
            test -n "${{CompletionModel.IdsVariable}}"; and grep -ohE '{{CompletionModel.IdPattern}}' -- ${{CompletionModel.IdsVariable}} 2>/dev/null | sort -u
        end

        complete -c tatum-kms -f

        """;

    public override string ToString()
    {
        var script = new StringBuilder(Head);
        script.Append($"            case {string.Join(' ', model.ValueOptions.SelectMany(KmsOptions.Spellings))}\n").Append(AfterValueOptions);
        foreach (var (before, command) in model.Steps)
        {
            script.Append($"                    case '0:{before}:{command.Name}'\n                        set command '{command.FullName}'\n");
        }

        script.Append(AfterWalk);
        foreach (var (before, command) in model.Steps)
        {
            script.Append($"complete -c tatum-kms -n \"__tatum_kms_at '{before}:0'\" -a {command.Name} -d {Quote(command.Summary)}\n");
        }

        foreach (var (command, position, choice) in model.Arguments)
        {
            script.Append($"complete -c tatum-kms -n \"__tatum_kms_at '{command}:{position}'\" {Offer(choice)}\n");
        }

        foreach (var option in model.Options)
        {
            WriteOption(script, option);
        }

        return script.ToString();
    }

    private void WriteOption(StringBuilder script, Option option)
    {
        var commands = model.Commands.Where(command => model.OptionsOf(command).Contains(option)).Select(command => $"'{command.FullName}'");
        var places = string.Join(' ', model.Leading.Contains(option) ? commands.Prepend("''") : commands);
        var spellings = string.Join(' ', KmsOptions.Spellings(option).Select(spelling => spelling.StartsWith("--", StringComparison.Ordinal) ? $"-l {spelling[2..]}" : $"-s {spelling[1..]}"));
        var value = KmsOptions.IsSwitch(option) ? "" : model.ChoiceOf(option) is { IsEmpty: false } choice ? $" -r {Offer(choice)}" : " -x";
        script.Append($"complete -c tatum-kms -n \"__tatum_kms_in {places}\" {spellings}{value} -d {Quote(option.Description!)}\n");
    }

    private static string Offer(Choice choice)
    {
        var words = choice.IsId ? "(__tatum_kms_ids)" : string.Join(' ', choice.Words);
        return choice.IsFile ? "-F" : choice.IsList ? $"-f -a '(__tatum_kms_list {words})'" : $"-f -a '{words}'";
    }

    private static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
