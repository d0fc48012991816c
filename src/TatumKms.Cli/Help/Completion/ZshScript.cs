using System.CommandLine;
using System.Text;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help.Completion;

/// <summary>The completion of zsh, with what each command and option means.</summary>
internal sealed class ZshScript(CompletionModel model)
{
    private const string Head = $$"""
        #compdef tatum-kms
        # zsh completion of tatum-kms. For this shell:  source <(tatum-kms completion zsh)
        # For good:  tatum-kms completion zsh > a folder of $fpath/_tatum-kms

        _tatum_kms_ids() {
          local -a found
          [[ -n ${{CompletionModel.IdsVariable}} ]] && found=(${(fu)"$(grep -ohE '{{CompletionModel.IdPattern}}' -- ${{CompletionModel.IdsVariable}} 2>/dev/null)"})
          compadd -- $found
        }

        _tatum_kms() {
          local command='' option='' word
          local -a rows
          integer position=0 i
          for ((i = 2; i < CURRENT; i++)); do
            word=$words[i]
            if [[ -n $option ]]; then
              option=''
              continue
            fi
            case $word in

        """;

    private const string AfterWalk = """
                   (*) position=$((position + 1)) ;;
                 esac ;;
            esac
          done
          if [[ -z $option && $PREFIX == --*=* ]]; then
            option=${PREFIX%%=*}
            compset -P '*='
          fi
          if [[ -n $option ]]; then
            case $option in

        """;

    private const string AfterValues = """
              (*) compadd -- true false ;;
            esac
          elif [[ $PREFIX == -* ]]; then
            case $command in

        """;

    private const string AfterOptions = """
            esac
          else
            case $command:$position in

        """;

    private const string Tail = """
            esac
          fi
        }

        if [[ $funcstack[1] == _tatum-kms ]]; then
          _tatum_kms "$@"
        else
          compdef _tatum_kms tatum-kms
        fi

        """;

    public override string ToString()
    {
        var script = new StringBuilder(Head);
        script.Append($"      ({CasePattern.AnyOf(model.ValueOptions.SelectMany(KmsOptions.Spellings))}) option=$word ;;\n      (-*) ;;\n      (*) case $position:$command:$word in\n");
        foreach (var (before, command) in model.Steps)
        {
            script.Append($"           (0:{CasePattern.Of(before)}:{command.Name}) command='{command.FullName}' ;;\n");
        }

        script.Append(AfterWalk);
        foreach (var option in model.ValueOptions)
        {
            script.Append($"      ({CasePattern.AnyOf(KmsOptions.Spellings(option))}) {Offer(model.ChoiceOf(option))} ;;\n");
        }

        script.Append(AfterValues).Append($"      ('') {Describe(model.Leading)} ;;\n");
        foreach (var command in model.Commands)
        {
            script.Append($"      ({CasePattern.Of(command.FullName)}) {Describe(model.OptionsOf(command))} ;;\n");
        }

        script.Append(AfterOptions);
        WriteArguments(script);
        return script.Append(Tail).ToString();
    }

    private void WriteArguments(StringBuilder script)
    {
        var parts = model.Steps.GroupBy(step => step.Before).ToDictionary(group => group.Key, group => group.Select(step => step.Command));
        foreach (var (before, commands) in parts)
        {
            var beside = model.Arguments.FirstOrDefault(argument => argument.Command == before && argument.Position == "0").Choice;
            var rows = string.Join(' ', commands.Select(command => Quote($"{command.Name}:{command.Summary}")));
            script.Append($"      ({CasePattern.Of(before)}:0) rows=({rows}); _describe command rows{(beside is null ? "" : "; " + Offer(beside))} ;;\n");
        }

        foreach (var (command, position, choice) in model.Arguments.Where(argument => argument.Position != "0" || !parts.ContainsKey(argument.Command)))
        {
            script.Append($"      ({CasePattern.Of(command)}:{position}) {Offer(choice)} ;;\n");
        }
    }

    private static string Offer(Choice choice)
    {
        var offer = choice.IsFile ? "_files"
            : choice.IsId ? "_tatum_kms_ids"
            : choice.Words.Count > 0 ? $"compadd -- {string.Join(' ', choice.Words)}"
            : "_message value";
        return (choice.IsList ? "compset -P '*,'; " : "") + offer;
    }

    // The other spellings are offered to those who have begun to type one.
    private static string Describe(IReadOnlyList<Option> options) =>
        $"rows=({string.Join(' ', options.Select(option => Quote($"{option.Name}:{option.Description}")))}); _describe -o option rows || compadd -- {CompletionModel.Spellings(options)}";

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
