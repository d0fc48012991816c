using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Help;

/// <summary>The topics of <c>tatum-kms help</c>: short, and each names the page of the documentation to read on.</summary>
internal static class HelpTopics
{
    /// <summary>What lists them.</summary>
    public const string ListName = "topics";

    // Made anew each time: most runs ask for no help.
    public static IReadOnlyList<HelpTopic> All =>
    [
        new("passwords", "Where the password of the wallet file comes from.", "docs/passwords.md", WritePasswords),
        new("approval", "The second pair of eyes, asked before each signature.", "docs/approval.md", WriteApproval),
        new("policy", "What may be signed, with whose approval, how much.", "docs/policy.md", WritePolicy),
        new("environment", "The environment variables.", "docs/commands.md", (help, _) => WriteEnvironment(help)),
        new("exit-codes", "What the exit codes mean.", "docs/commands.md", (help, _) => WriteExitCodes(help)),
        new("files", "The files that the program reads and writes.", "docs/wallet-format.md", (help, _) => help.Rows(KnownFiles.All)),
        new("daemon", "How the daemon works, stops and is watched.", "docs/operations.md", (help, _) => WriteDaemon(help)),
    ];

    public static HelpTopic? Find(string name) => All.FirstOrDefault(topic => topic.Name == name);

    /// <summary>The page of a topic.</summary>
    public static string Of(HelpTopic topic, KmsOptions options, Ink ink)
    {
        var help = new HelpWriter(ink);
        help.Heading($"{topic.Name}: {topic.Summary}");
        topic.Write(help, options);
        help.Heading("Read on");
        help.Verbatim([topic.Document]);
        return help.ToString();
    }

    /// <summary>The list of the topics.</summary>
    public static string List(Ink ink)
    {
        var help = new HelpWriter(ink);
        help.Section("Topics of tatum-kms help", [.. All.Select(topic => new HelpRow(topic.Name, topic.Summary))]);
        return help.ToString();
    }

    private static void WritePasswords(HelpWriter help, KmsOptions options)
    {
        help.Paragraph("The first of these that there is; when it fails, no other is tried. A password is never an argument, since other users can see those.");
        help.Section("By an option", [.. options.SecretManagers, options.PasswordFile]);
        help.Section("By the surroundings", [
            new HelpRow(KmsConfiguration.PasswordVariable, KnownVariables.MeaningOf(KmsConfiguration.PasswordVariable)),
            new HelpRow(KmsConfiguration.PasswordFileVariable, KnownVariables.MeaningOf(KmsConfiguration.PasswordFileVariable)),
            new HelpRow("systemd", "LoadCredential=tatum-kms-password:/path"),
            new HelpRow("terminal", "a question; where there is no terminal, a line of standard input"),
        ]);
        help.Section("A new password", [
            new HelpRow("at least", "12 characters, unless --allow-weak-password is given"),
            new HelpRow("to change it", "tatum-kms changepassword"),
        ]);
    }

    private static void WriteApproval(HelpWriter help, KmsOptions options)
    {
        help.Paragraph("Before each signature the daemon asks a service of yours. On mainnet it must, unless there is a policy. Whatever is not an approval means that nothing is signed; it is asked again after a pause that grows from 30 seconds to 10 minutes.");
        help.Section("Options of the daemon", [options.ExternalUrl, options.ExternalUrlMethod, options.ApprovalKeyFile, options.AllowOpaque, options.AllowHttp]);
        help.Section("Methods", [
            new HelpRow("GET", "GET url/id; a status of 200 to 299 approves"),
            new HelpRow("POST", "the same with the pending transaction as body"),
            new HelpRow("SIGNED", "POST url with what the transaction does; question and answer are proven with a shared key"),
        ]);
    }

    private static void WritePolicy(HelpWriter help, KmsOptions options)
    {
        help.Paragraph("A policy is a file of rules. Each piece of a transaction must be permitted by a rule, the strictest of those that apply wins, limits deny what breaks them, and what no rule names is denied.");
        help.Section("Option of the daemon", [options.Policy]);
        help.Section("Effects of a rule", [
            new HelpRow("allow", "it may be signed"),
            new HelpRow("requireApproval", "the second pair of eyes must approve it"),
            new HelpRow("hold", "it waits"),
            new HelpRow("deny", "it is never signed"),
        ]);
        help.Heading("Commands");
        help.Verbatim(["tatum-kms policy init > policy.json", "tatum-kms policy check policy.json", "tatum-kms freeze --reason=theft", "tatum-kms unfreeze"]);
    }

    private static void WriteEnvironment(HelpWriter help)
    {
        help.Paragraph("Each variable comes from the first place that has it: the environment, .env in the working directory, the file of --envFile or else ~/.tatumrc/.env. An option goes before all of them.");
        help.Heading("Variables");
        help.Rows(KnownVariables.All, KnownVariables.All.Max(row => row.Name.Length));
        help.Section("Of secret managers", [.. KnownVariables.OfManagers.Select(row => new HelpRow(row.Option, string.Join(", ", row.Names)))]);
    }

    private static void WriteExitCodes(HelpWriter help)
    {
        help.Rows(ExitCodes.All.Select(code => new HelpRow($"{(int)code.Code}", code.Meaning)).Append(new HelpRow($"{KmsApplication.Interrupted}", "interrupted by Ctrl-C or a stop signal")));
        help.Heading("Of a round");
        help.Paragraph("Of several codes of daemon --runOnce the highest wins.");
    }

    private static void WriteDaemon(HelpWriter help)
    {
        help.Paragraph("It polls the Tatum API for pending transactions of the wallets, has them approved, signs and delivers them. What it signs it writes to its journal first: after a crash or a lost reply the same bytes go out again, never a second payment.");
        help.Section("Signals", [
            new HelpRow("SIGTERM, SIGINT", "stop within 10 seconds: nothing new is begun, what is signed is delivered or left to the next start"),
            new HelpRow("SIGHUP", "begin a round at once with what the wallet file holds now"),
        ]);
        help.Section("Pages of --listen", [
            new HelpRow("/livez", "200 while it works; otherwise a restart may help"),
            new HelpRow("/readyz", "200 while it can sign; otherwise the reasons"),
            new HelpRow("/healthz", "everything as JSON"),
            new HelpRow("/metrics", "for Prometheus"),
        ]);
    }
}
