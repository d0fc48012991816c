namespace TatumKms.Cli.Doctor.Running;

/// <summary>
/// Whether memory with keys in it may get onto a disk as it is. The program locks no memory: the runtime moves it about. So the limit of
/// locked memory does not matter, and swap must be off or encrypted.
/// </summary>
/// <param name="swapsFile">Where Linux lists its swap areas.</param>
/// <param name="systemFolder">Where Linux describes its devices, <c>/sys</c>.</param>
internal sealed class SwapCheck(string swapsFile, string systemFolder) : LocalCheck("swap")
{
    protected override Finding Run(CancellationToken cancellationToken)
    {
        if (!File.Exists(swapsFile))
        {
            return Finding.NotApplicable("Whether the machine swaps cannot be told here.");
        }

        var areas = File.ReadLines(swapsFile).Skip(1).Where(line => line.Length > 0).Select(line => line.Split([' ', '\t'])[0]).ToList();
        var plain = areas.Where(area => !StaysInMemory(area) && !IsEncrypted(area)).ToList();
        return areas.Count == 0 ? Finding.Ok("The machine has no swap.")
            : plain.Count == 0 ? Finding.Ok($"Swap is encrypted or in memory: {ShellText.Quote(areas)}.")
            : Finding.Warning($"Keys in memory may get onto the disk: swap at {ShellText.Quote(plain)} is not known to be encrypted.", $"swapoff {ShellText.Quote(plain)}");
    }

    /// <summary>zram keeps what it swaps in memory, compressed, unless a disk was put behind it.</summary>
    private bool StaysInMemory(string area) =>
        Path.GetFileName(area) is var name
        && name.StartsWith("zram", StringComparison.Ordinal)
        && ReadOrNothing(Path.Combine(systemFolder, "block", name, "backing_dev")) is null or "none";

    /// <summary>The device mapper writes into a device's id what made it: cryptsetup's begin so.</summary>
    private bool IsEncrypted(string area) =>
        ReadOrNothing(Path.Combine(systemFolder, "block", DeviceOf(area), "dm", "uuid"))?.StartsWith("CRYPT-", StringComparison.Ordinal) == true;

    // /dev/mapper/NAME is a link to /dev/dm-N.
    private static string DeviceOf(string area) =>
        Path.GetFileName(File.Exists(area) ? File.ResolveLinkTarget(area, returnFinalTarget: true)?.FullName ?? area : area);

    private static string? ReadOrNothing(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : null;
}
