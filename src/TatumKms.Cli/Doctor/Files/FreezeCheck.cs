using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>Whether signing is frozen.</summary>
internal sealed class FreezeCheck(Func<string> journal) : LocalCheck("freeze")
{
    protected override Finding Run(CancellationToken cancellationToken)
    {
        var freeze = new FreezeSwitch(Path.GetDirectoryName(journal())!);
        return !freeze.IsFrozen
            ? Finding.Ok("Signing is not frozen.")
            : Finding.Warning(freeze.Reason is { } reason ? $"Signing is frozen: {reason}" : "Signing is frozen.", "tatum-kms unfreeze");
    }
}
