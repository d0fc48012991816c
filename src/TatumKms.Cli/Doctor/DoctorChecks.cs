using TatumKms.Cli.Configuration;
using TatumKms.Cli.Doctor.Files;
using TatumKms.Cli.Doctor.Remote;
using TatumKms.Cli.Doctor.Running;
using TatumKms.Core;

namespace TatumKms.Cli.Doctor;

/// <summary>What was asked of the doctor.</summary>
internal sealed record DoctorOrder
{
    /// <summary>The backup to compare with, or nothing.</summary>
    public string? Backup { get; init; }

    /// <summary>The file of the key for signed approvals, as it was given.</summary>
    public string? ApprovalKeyFile { get; init; }

    /// <summary>The policy, as it was given.</summary>
    public string? Policy { get; init; }

    /// <summary>Tells the URL of the second pair of eyes, or nothing.</summary>
    public required Func<Uri?> ExternalUrl { get; init; }

    /// <summary>Whether URLs of other machines may be http.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Whether the network is left out.</summary>
    public bool Offline { get; init; }
}

/// <summary>All checks, one line each, in the order of the list.</summary>
internal static class DoctorChecks
{
    private const string ScopeFile = "/proc/sys/kernel/yama/ptrace_scope", SystemFolder = "/sys";

    public static IReadOnlyList<DoctorCheck> Create(Composition kms, KmsConfiguration configuration, DoctorOrder order)
    {
        IEnumerable<DoctorCheck> all = [.. OfFiles(kms, configuration, order), .. OfNetwork(kms, configuration, order), .. OfProcess(kms)];
        return [.. all.Where(check => !(order.Offline && check.UsesNetwork))];
    }

    private static IEnumerable<DoctorCheck> OfFiles(Composition kms, KmsConfiguration configuration, DoctorOrder order)
    {
        string Store() => configuration.StorePath;
        string Journal() => configuration.JournalPath;
        IEnumerable<string> Backups() =>
            [.. SideFiles.Kept(Store()), .. order.Backup is { } named ? [named] : SideFiles.Copies(configuration.BackupFolder ?? Path.GetDirectoryName(Store())!, Store())];

        return
        [
            new OwnersAloneCheck("wallet-file", "wallet files", () => [Store()]),
            new FolderCheck(Store),
            new VolumeCheck(Store, Volume.Of),
            new ReplaceCheck(Store),
            new FormatCheck(Store, kms.Machine.Kdf),
            new LeftoversCheck(Store),
            new OwnersAloneCheck("backup-files", "backups that can be seen", Backups),
            new BackupCheck(Store, order.Backup, () => configuration.BackupFolder, kms.Machine.Time),
            new OwnersAloneCheck("env-files", "files of variables", () => configuration.EnvFiles),
            new PasswordCheck(configuration),
            new ApprovalKeyCheck(configuration, order.ApprovalKeyFile),
            new OwnersAloneCheck("journal-file", "signing journals", () => [Journal()]),
            new JournalCheck(Journal),
            new FreezeCheck(Journal),
            new PolicyCheck(() => configuration.PolicyPath(order.Policy)),
        ];
    }

    private static IEnumerable<DoctorCheck> OfNetwork(Composition kms, KmsConfiguration configuration, DoctorOrder order)
    {
        var api = new ApiProbe(configuration, FirstChain(kms), kms.Machine.Time);
        var approval = new Lazy<ApprovalProbe?>(() => order.ExternalUrl() is { } url ? new ApprovalProbe(url) : null);
        return
        [
            new ApiKeyCheck(configuration),
            new ApiCheck(api, configuration, order.AllowHttp),
            new ClockCheck(api, () => ApiCheck.MayAsk(configuration, order.AllowHttp)),
            new ApprovalServerCheck(() => approval.Value, configuration, order.AllowHttp, configuration.PolicyPath(order.Policy) is not null),
            new ApprovalCertificateCheck(() => approval.Value, kms.Machine.Time),
        ];
    }

    private static IEnumerable<DoctorCheck> OfProcess(Composition kms) =>
    [
        new EngineCheck(() => kms.Engine),
        new DiagnosticsCheck(kms.Machine.Environment.GetValueOrDefault(MemorySafety.DiagnosticsVariable) == "0", DiagnosticsSocket.Find),
        new CoreDumpCheck(ProcessHardening.HasCoreDumps),
        new AttachCheck(ProcessHardening.IsDumpable, ScopeFile),
        new SwapCheck(kms.Machine.SwapsFile, SystemFolder),
    ];

    private static ChainId FirstChain(Composition kms) => kms.Chains.All[0].Id;
}
