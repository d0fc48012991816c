using System.Text;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help.Completion;

/// <summary>The completion of bash, 3.2 and later, without the package bash-completion.</summary>
internal sealed class BashScript(CompletionModel model)
{
    private const string Head = $$"""
        # bash completion of tatum-kms. For this shell:  source <(tatum-kms completion bash)
        # For good:  tatum-kms completion bash > ~/.local/share/bash-completion/completions/tatum-kms

        # prefix, typed, arguments of compgen: what begins with the typed text, with the prefix before it
        _tatum_kms_add() {
          local prefix=$1 typed=$2 line
          shift 2
          while IFS= read -r line; do COMPREPLY+=("$prefix$line"); done < <(compgen "$@" -- "$typed")
        }

        _tatum_kms_ids() {
          [[ -n ${{{CompletionModel.IdsVariable}}-} ]] && grep -ohE '{{CompletionModel.IdPattern}}' -- "${{CompletionModel.IdsVariable}}" 2>/dev/null | sort -u
        }

        _tatum_kms() {
          local current=${COMP_WORDS[COMP_CWORD]} command='' option='' prefix='' words='' all='' kind='' list='' position=0 i word
          COMPREPLY=()
          for ((i = 1; i < COMP_CWORD; i++)); do
            word=${COMP_WORDS[i]}
            if [[ $word == = ]]; then
              [[ -n $option ]] || option=switch
            elif [[ -n $option ]]; then
              option=''
            else
              case $word in

        """;

    private const string Middle = """
                *) case $position:$command:$word in

        """;

    private const string AfterWalk = """
                     *) position=$((position + 1)) ;;
                   esac ;;
              esac
            fi
          done
          if [[ $current == = ]]; then
            current=''
            [[ -n $option ]] || option=switch
          elif [[ -z $option && $current == --*=* ]]; then
            option=${current%%=*} prefix=${current%%=*}= current=${current#*=}
          fi
          if [[ -n $option ]]; then
            case $option in

        """;

    private const string AfterValues = """
              *) words='true false' ;;
            esac
          elif [[ $current == -* ]]; then
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
          if [[ -n $list && $current == *,* ]]; then
            prefix=$prefix${current%,*}, current=${current##*,}
          fi
          [[ $kind == ids ]] && words=$(_tatum_kms_ids)
          [[ -n $words ]] && _tatum_kms_add "$prefix" "$current" -W "$words"
          [[ -n $all && ${#COMPREPLY[@]} -eq 0 ]] && _tatum_kms_add "$prefix" "$current" -W "$all"
          if [[ $kind == files ]]; then
            compopt -o filenames 2>/dev/null
            _tatum_kms_add "$prefix" "$current" -f
          fi
          return 0
        }

        complete -F _tatum_kms tatum-kms

        """;

    public override string ToString()
    {
        var script = new StringBuilder(Head);
        script.Append($"        {CasePattern.AnyOf(model.ValueOptions.SelectMany(KmsOptions.Spellings))}) option=$word ;;\n        -*) ;;\n").Append(Middle);
        foreach (var (before, command) in model.Steps)
        {
            script.Append($"             0:{CasePattern.Of(before)}:{command.Name}) command='{command.FullName}' ;;\n");
        }

        script.Append(AfterWalk);
        foreach (var option in model.ValueOptions)
        {
            script.Append($"      {CasePattern.AnyOf(KmsOptions.Spellings(option))}) {Assign(model.ChoiceOf(option))} ;;\n");
        }

        script.Append(AfterValues).Append($"      '') {Options(model.Leading)} ;;\n");
        foreach (var command in model.Commands)
        {
            script.Append($"      '{command.FullName}') {Options(model.OptionsOf(command))} ;;\n");
        }

        script.Append(AfterOptions);
        WriteArguments(script);
        return script.Append(Tail).ToString();
    }

    // Where a part of a command may stand, an argument of the command may stand, too.
    private void WriteArguments(StringBuilder script)
    {
        var parts = model.Steps.GroupBy(step => step.Before, step => step.Command.Name).ToDictionary(group => group.Key, group => string.Join(' ', group));
        foreach (var (before, names) in parts)
        {
            var beside = model.Arguments.FirstOrDefault(argument => argument.Command == before && argument.Position == "0").Choice;
            script.Append($"      '{before}:0') {(beside is null ? "" : Assign(beside with { Words = [] }))} words='{names}' ;;\n");
        }

        foreach (var (command, position, choice) in model.Arguments.Where(argument => argument.Position != "0" || !parts.ContainsKey(argument.Command)))
        {
            script.Append($"      {CasePattern.Of(command)}:{position}) {Assign(choice)} ;;\n");
        }
    }

    private static string Options(IReadOnlyList<System.CommandLine.Option> options) =>
        $"words='{CompletionModel.Names(options)}' all='{CompletionModel.Spellings(options)}'";

    private static string Assign(Choice choice) =>
        (choice.IsList ? "list=yes " : "") + (choice.IsFile ? "kind=files" : choice.IsId ? "kind=ids" : $"words='{string.Join(' ', choice.Words)}'");
}
