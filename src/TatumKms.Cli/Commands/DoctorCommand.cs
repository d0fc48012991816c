using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Doctor;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>doctor</c>: looks over the installation and says what to do. Changes nothing, and opens the wallet file only when it is told to.</summary>
internal sealed class DoctorCommand : KmsCommand
{
    [SetsRequiredMembers]
    public DoctorCommand(Composition kms)
        : base(kms, "doctor", "Check the installation and say how to mend it; files, settings, network and process; needs no password.") =>
        Examples =
        [
            "doctor",
            "doctor --open --backup=/mnt/safe/wallet-2026-01-31.dat",
            "doctor --offline --path=/srv/kms/wallet.dat",
        ];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) =>
        [.. base.OptionsOf(options), .. options.Doctor, options.ExternalUrl, options.ApprovalKeyFile, options.AllowHttp, options.Policy, options.Output];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var asTable = Kms.WantsTable(arguments, otherwise: Kms.Terminal.OutputIsTerminal);
        var configuration = Kms.Configure(arguments);
        var order = new DoctorOrder
        {
            Backup = arguments.GetValue(Kms.Options.Backup) is { } backup ? configuration.Resolve(backup) : null,
            ApprovalKeyFile = arguments.GetValue(Kms.Options.ApprovalKeyFile),
            Policy = arguments.GetValue(Kms.Options.Policy),
            ExternalUrl = () => DaemonArguments.ReadExternalUrl(Kms.Options, arguments, configuration),
            AllowHttp = arguments.GetValue(Kms.Options.AllowHttp),
            Offline = arguments.GetValue(Kms.Options.Offline),
        };
        var opened = arguments.GetValue(Kms.Options.Open) ? await OpenAsync(configuration, cancellationToken) : [];
        var found = await new Examination(Kms.Machine.Time).RunAsync(DoctorChecks.Create(Kms, configuration, order), cancellationToken);
        return Conclude([.. found, .. opened], asTable);
    }

    /// <summary>First, and without a limit: somebody may have to type the password.</summary>
    private async Task<IReadOnlyList<Diagnosis>> OpenAsync(KmsConfiguration configuration, CancellationToken cancellationToken) =>
        [await Examination.ExamineUnlimitedAsync(new OpenCheck(Kms, configuration), cancellationToken)];

    private ExitCode Conclude(IReadOnlyList<Diagnosis> found, bool asTable)
    {
        if (asTable)
        {
            Kms.Terminal.WriteTable(
                ["check", "result", "found", "fix"],
                [.. found.Select(diagnosis => (IReadOnlyList<string>)
                    [diagnosis.Check, NameOf(diagnosis.Finding.Verdict), diagnosis.Finding.Sentence, diagnosis.Finding.Fix ?? ""])]);
        }
        else
        {
            Kms.Terminal.WriteList(found, (json, diagnosis) =>
            {
                json.WriteString("check", diagnosis.Check);
                json.WriteString("result", NameOf(diagnosis.Finding.Verdict));
                json.WriteString("found", diagnosis.Finding.Sentence);
                json.WriteString("fix", diagnosis.Finding.Fix);
            });
        }

        var (problems, warnings) = (Count(found, Verdict.Problem), Count(found, Verdict.Warning));
        if (problems > 0)
        {
            Kms.Terminal.Fail($"Found {Numbered(problems, "problem")} and {Numbered(warnings, "warning")}.", "Beside each stands what to do about it.");
            return ExitCode.Configuration;
        }

        Kms.Terminal.Say($"Found no problem and {Numbered(warnings, "warning")}.");
        return ExitCode.Done;
    }

    private static int Count(IReadOnlyList<Diagnosis> found, Verdict verdict) => found.Count(diagnosis => diagnosis.Finding.Verdict == verdict);

    private static string Numbered(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warning => "warning",
        Verdict.Problem => "problem",
        _ => "not applicable",
    };
}
