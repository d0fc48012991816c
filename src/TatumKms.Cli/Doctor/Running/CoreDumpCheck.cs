namespace TatumKms.Cli.Doctor.Running;

/// <summary>Whether a crash would write the memory into a file.</summary>
/// <param name="hasCoreDumps">Asks the system; nothing where that cannot be told.</param>
internal sealed class CoreDumpCheck(Func<bool?> hasCoreDumps) : LocalCheck("core-dumps")
{
    protected override Finding Run(CancellationToken cancellationToken) => hasCoreDumps() switch
    {
        false => Finding.Ok("A crash writes no core dump."),
        true => Finding.Warning("A crash may write a core dump, with keys in it.", "ulimit -c 0"),
        null => Finding.NotApplicable("Whether a crash writes a core dump cannot be told here."),
    };
}
