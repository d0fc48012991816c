using System.Text;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help.Completion;

/// <summary>The completion of PowerShell, with what each command and option means.</summary>
internal sealed class PowerShellScript(CompletionModel model)
{
    private const string Head = """
        # PowerShell completion of tatum-kms. For this shell:  tatum-kms completion powershell | Out-String | Invoke-Expression
        # For good: add that line to the file that $PROFILE names.

        Register-ArgumentCompleter -Native -CommandName 'tatum-kms' -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)

        """;

    private const string Body = $$"""
            $command = ''; $option = ''; $position = 0; $prefix = ''; $typed = "$wordToComplete"
            foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })) {
                $word = $element.Extent.Text
                $path = "$command $word".Trim()
                if ($option) { $option = '' }
                elseif ($values.ContainsKey($word)) { $option = $word }
                elseif ($word.StartsWith('-')) { }
                elseif ($position -eq 0 -and $commands.Contains($path)) { $command = $path }
                else { $position++ }
            }

            if (-not $option -and $typed -match '^(--[^=]+)=') {
                $option = $Matches[1]; $prefix = $Matches[0]; $typed = $typed.Substring($prefix.Length)
            }

            $kind = @(); $found = @()
            if ($option) {
                $kind = if ($values.ContainsKey($option)) { $values[$option] -split ' ' } else { 'words', 'true', 'false' }
            } elseif ($typed.StartsWith('-')) {
                $found = @($options[$command] -split ' ')
            } else {
                $found = @($commands.Keys | Where-Object { $position -eq 0 -and ($_ -replace ' ?[^ ]+$', '') -eq $command } | ForEach-Object { ($_ -split ' ')[-1] })
                $place = "${command}:$position"
                if ($arguments.ContainsKey($place)) { $kind = $arguments[$place] -split ' ' }
            }

            if ($kind -contains 'list' -and $typed.Contains(',')) {
                $prefix += $typed.Substring(0, $typed.LastIndexOf(',') + 1); $typed = $typed.Substring($typed.LastIndexOf(',') + 1)
            }

            if ($kind -contains 'ids' -and $env:{{CompletionModel.IdsVariable}}) {
                $found += @(Select-String -Path $env:{{CompletionModel.IdsVariable}} -Pattern '{{CompletionModel.IdPattern}}' -AllMatches -ErrorAction SilentlyContinue | ForEach-Object { $_.Matches.Value } | Sort-Object -Unique)
            } elseif ($kind -contains 'words') {
                $found += @($kind | Where-Object { $_ -notin 'words', 'list' })
            }

            $found | Where-Object { $_ -like "$typed*" } | ForEach-Object {
                $text = if ($descriptions.ContainsKey("$command $_".Trim())) { $descriptions["$command $_".Trim()] } elseif ($descriptions.ContainsKey($_)) { $descriptions[$_] } else { $_ }
                [System.Management.Automation.CompletionResult]::new("$prefix$_", $_, 'ParameterValue', $text)
            }

            if ($kind -contains 'files') {
                [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed) | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new("$prefix$($_.CompletionText)", $_.ListItemText, $_.ResultType, $_.ToolTip)
                }
            }
        }

        """;

    public override string ToString()
    {
        var script = new StringBuilder(Head);
        Table(script, "commands", "[ordered]", model.Commands.Select(command => (command.FullName, "")));
        Table(script, "values", "", model.ValueOptions.SelectMany(option => KmsOptions.Spellings(option).Select(spelling => (spelling, Kind(model.ChoiceOf(option))))));
        Table(script, "arguments", "", model.Arguments.Select(argument => ($"{argument.Command}:{argument.Position}", Kind(argument.Choice))));
        Table(script, "options", "", model.Commands
            .Select(command => (command.FullName, CompletionModel.Spellings(model.OptionsOf(command))))
            .Prepend(("", CompletionModel.Spellings(model.Leading))));
        Table(script, "descriptions", "", model.Commands
            .Select(command => (command.FullName, command.Summary))
            .Concat(model.Options.SelectMany(option => KmsOptions.Spellings(option).Select(spelling => (spelling, option.Description!)))));
        return script.Append(Body).ToString();
    }

    private static void Table(StringBuilder script, string name, string type, IEnumerable<(string Key, string Value)> rows)
    {
        script.Append($"    ${name} = {type}@{{\n");
        foreach (var (key, value) in rows)
        {
            script.Append($"        {Quote(key)} = {Quote(value)}\n");
        }

        script.Append("    }\n");
    }

    private static string Kind(Choice choice) =>
        (choice.IsList ? "list " : "") + (choice.IsFile ? "files" : choice.IsId ? "ids" : $"words {string.Join(' ', choice.Words)}".TrimEnd());

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
