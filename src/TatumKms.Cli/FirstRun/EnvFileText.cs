using System.Text;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Core;

namespace TatumKms.Cli.FirstRun;

/// <summary>Writes answers as a file of variables with comments, so that it can be changed by hand.</summary>
internal sealed class EnvFileText
{
    private readonly StringBuilder _text = new();
    private readonly List<KeyValuePair<string, string>> _variables = [];

    private EnvFileText()
    {
    }

    /// <summary>The text but for the API key, which stands behind it.</summary>
    public string Text => _text.ToString();

    /// <summary>The variables in it but for the API key.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables => _variables;

    /// <exception cref="KmsException">An answer cannot be written in such a file (<see cref="KmsError.Usage"/>).</exception>
    public static EnvFileText Of(Answers answers)
    {
        var file = new EnvFileText();
        file.Comment("Settings of tatum-kms, written by tatum-kms init. Options and the environment go before them.");
        file.AddStore(answers);
        file.AddDaemon(answers);
        file.AddPassword(answers);
        file.Comment("The key of the Tatum API.");
        if (answers.ApiKey is null)
        {
            file.Comment($"{KmsConfiguration.ApiKeyVariable} is set in the environment.");
        }

        return file;
    }

    private void AddStore(Answers answers)
    {
        Comment("The wallet file.");
        Set(KmsConfiguration.PathVariable, answers.StorePath);
        Comment("Where its backups are put; tatum-kms doctor looks there.");
        Set(KmsConfiguration.BackupFolderVariable, answers.BackupFolder);
    }

    private void AddDaemon(Answers answers)
    {
        Comment("The network: mainnet or testnet.");
        Set(KmsConfiguration.NetworkVariable, answers.Network.Name());
        Comment("The chains to sign for, separated by commas; all without this.");
        Set(KmsConfiguration.ChainVariable, answers.Chains is { } chains ? string.Join(',', chains.Select(chain => chain.Code)) : null);
        Comment("The second pair of eyes, and how it is asked: GET, POST or SIGNED.");
        Set(KmsConfiguration.ExternalUrlVariable, answers.ExternalUrl?.OriginalString);
        Set(KmsConfiguration.ExternalUrlMethodVariable, answers.ExternalUrl is null ? null : answers.Method.ToString().ToUpperInvariant());
        Set(KmsConfiguration.ApprovalKeyFileVariable, answers.ApprovalKeyFile, isOptional: true);
    }

    private void AddPassword(Answers answers)
    {
        Comment("Where the password of the wallet file comes from.");
        switch (answers.Password)
        {
            case PasswordChoice.File:
                Set(KmsConfiguration.PasswordFileVariable, answers.PasswordFile);
                break;
            case PasswordChoice.Environment:
                Comment($"{KmsConfiguration.PasswordVariable} is set in the environment.");
                break;
            case PasswordChoice.Systemd:
                Comment("systemd hands it over: LoadCredential=tatum-kms-password:/etc/tatum-kms/password");
                break;
            case PasswordChoice.Manager { Which: var manager }:
                Set(KmsConfiguration.SecretManagerVariable, manager.Code().ToLowerInvariant());
                answers.ManagerSettings.ToList().ForEach(setting => Set(setting.Key, setting.Value));
                Comment(ManagerQuestions.CredentialsOf(manager));
                break;
            default:
                Comment("It is asked for.");
                break;
        }
    }

    private void Comment(string sentence) => _text.Append("# ").Append(sentence).Append('\n');

    /// <summary>A variable; one without a value is left as a comment, to be filled in later.</summary>
    private void Set(string name, string? value, bool isOptional = false)
    {
        if (value is not null)
        {
            _text.Append(name).Append('=').Append(Quote(name, value)).Append('\n');
            _variables.Add(new(name, value));
        }
        else if (!isOptional)
        {
            _text.Append("# ").Append(name).Append("=\n");
        }
    }

    /// <summary>The first form that is read as the value: what is written is proven, not believed.</summary>
    private static string Quote(string name, string value)
    {
        string[] forms = [value, $"'{value}'", $"`{value}`", $"\"{value}\""];
        return forms.FirstOrDefault(form => DotEnv.Parse($"A={form}\nB=b\n") is { Count: 2 } read && read["A"] == value && read["B"] == "b")
            ?? throw UsageErrors.New($"The value for {name} has quotes of all kinds, or a line end, and cannot be written in a file of variables.", "Nothing was written.");
    }
}
