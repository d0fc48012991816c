using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>Whether the policy can be read and makes sense, and is its owner's to change.</summary>
internal sealed class PolicyCheck(Func<string?> file) : LocalCheck("policy")
{
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    protected override Finding Run(CancellationToken cancellationToken)
    {
        if (file() is not { } path)
        {
            return Finding.NotApplicable("There is no policy.");
        }

        var findings = PolicyDocument.Parse(File.ReadAllBytes(path), path).Findings();
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersWrite) != UnixFileMode.None
            ? Finding.Problem($"Others than the owner can change the policy {ShellText.Quote(path)}.", $"chmod go-w {ShellText.Quote(path)}")
            : findings.Count > 0
            ? Finding.Warning($"The policy can be used, but: {string.Join(' ', findings)}", $"tatum-kms policy check {ShellText.Quote(path)}")
            : Finding.Ok($"The policy {ShellText.Quote(path)} can be used.");
    }
}
