using Microsoft.Extensions.Logging;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>Reads a journal from its beginning and checks that nothing was changed, lost or put in between.</summary>
internal static class JournalReplay
{
    private const int MaxLineBytes = 64 * 1024 * 1024;
    private const byte LineFeed = (byte)'\n';

    /// <exception cref="KmsException">It is damaged (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static JournalMemory Run(JournalFile file, ILogger logger)
    {
        var memory = new JournalMemory();
        var stream = file.Read();
        var pending = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is var count and > 0)
        {
            var rest = buffer.AsSpan(0, count);
            while (rest.IndexOf(LineFeed) is var end and >= 0)
            {
                pending.Write(rest[..end]);
                Take(memory, pending.ToArray(), file.Path);
                pending.SetLength(0);
                rest = rest[(end + 1)..];
            }

            pending.Write(rest);
            if (pending.Length > MaxLineBytes)
            {
                throw Damaged(file.Path, memory.NextNumber);
            }
        }

        if (pending.Length > 0)
        {
            // A crash in the middle of a write: nobody was told that the line is there, so nothing left the machine for it.
            logger.TornLineCutOff(memory.NextNumber, pending.Length);
            file.Cut(stream.Length - pending.Length);
        }

        return memory;
    }

    private static void Take(JournalMemory memory, byte[] bytes, string path)
    {
        JournalLine line;
        try
        {
            line = JournalLine.Parse(bytes);
        }
        catch (FormatException)
        {
            throw Damaged(path, memory.NextNumber);
        }

        if (!memory.Accepts(line))
        {
            throw Damaged(path, memory.NextNumber);
        }

        memory.Add(line, bytes);
    }

    private static KmsException Damaged(string path, long number) => new(
        KmsError.StoreDamaged,
        $"The signing journal {path} is damaged or was changed: line {number} does not follow from those before.",
        "Restore it from a backup. It is what keeps the daemon from signing a transaction twice, so look at what is pending before you start with a new one.");
}
