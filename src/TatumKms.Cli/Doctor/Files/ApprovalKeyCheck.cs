using TatumKms.Cli.Configuration;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>Whether there is a key for signed approvals that the daemon would take.</summary>
internal sealed class ApprovalKeyCheck(KmsConfiguration configuration, string? file) : LocalCheck("approval-key")
{
    private const int LeastLength = 32;

    protected override Finding Run(CancellationToken cancellationToken)
    {
        using var key = configuration.ReadApprovalKey(file);
        return key is null ? Finding.NotApplicable("There is no key for signed approvals; only --externalUrlMethod=SIGNED needs one.")
            : key.Length < LeastLength ? Finding.Problem(
                $"The key for signed approvals has {key.Length} bytes; {LeastLength} are the least.",
                "(umask 077; openssl rand -hex 32 > approval.key)")
            : Finding.Ok($"There is a key for signed approvals, of {key.Length} bytes.");
    }
}
