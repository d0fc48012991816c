namespace TatumKms.Cli.Doctor.Running;

/// <summary>Whether other programs of this user can read the memory (ptrace(2), /proc/PID/mem).</summary>
/// <param name="isDumpable">Whether the process lets them; nothing where that cannot be told.</param>
/// <param name="scopeFile">Where Linux's Yama module says whom it lets attach, <c>/proc/sys/kernel/yama/ptrace_scope</c>.</param>
internal sealed class AttachCheck(Func<bool?> isDumpable, string scopeFile) : LocalCheck("attaching")
{
    protected override Finding Run(CancellationToken cancellationToken) => (isDumpable(), ReadScope()) switch
    {
        (false, _) => Finding.Ok("Other programs of this user cannot attach: the process has forbidden it."),
        (null, null) => Finding.NotApplicable("Whether other programs can attach cannot be told here."),
        (_, > 0 and var scope) => Finding.Ok($"Other programs of this user cannot attach: ptrace_scope is {scope}."),
        _ => Finding.Warning("Other programs of this user can attach and read the memory.", "sysctl -w kernel.yama.ptrace_scope=1"),
    };

    private int? ReadScope() => File.Exists(scopeFile) && int.TryParse(File.ReadAllText(scopeFile), out var scope) ? scope : null;
}
