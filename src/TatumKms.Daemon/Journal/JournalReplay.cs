using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>What a journal says when it is read from its beginning.</summary>
/// <param name="Memory">What its lines say.</param>
/// <param name="TornBytes">The bytes of a last line that a crash cut short.</param>
/// <param name="FirstNumber">The number of its first line, or 0.</param>
internal sealed record JournalReading(JournalMemory Memory, long TornBytes, long FirstNumber);

/// <summary>Reads a journal from its beginning and checks that nothing was changed, lost or put in between, its end included.</summary>
internal sealed class JournalReplay
{
    private const int MaxLineBytes = 64 * 1024 * 1024;
    private const byte LineFeed = (byte)'\n';
    private const string RestoreHint =
        "Restore the journal from a backup that is as new. It is what keeps the daemon from signing a transaction twice.";

    private readonly JournalMemory _memory = new();
    private readonly string _path;
    private readonly JournalHead? _head;
    private readonly Action<JournalLine>? _onLine;
    private long _first;

    private JournalReplay(string path, JournalHead? head, Action<JournalLine>? onLine)
    {
        _path = path;
        _head = head;
        _onLine = onLine;
    }

    /// <param name="stream">The journal, from its beginning; it is not changed.</param>
    /// <param name="path">Its name, for sentences.</param>
    /// <param name="head">How far it had come, where that is known.</param>
    /// <param name="onLine">Is shown each line that follows from those before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KmsException">It is damaged (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static JournalReading Run(
        Stream stream, string path, JournalHead? head, Action<JournalLine>? onLine = null, CancellationToken cancellationToken = default)
    {
        var replay = new JournalReplay(path, head, onLine);
        var torn = replay.ReadLines(stream, cancellationToken);
        replay.CheckEnd();
        return new JournalReading(replay._memory, torn, replay._first);
    }

    private long ReadLines(Stream stream, CancellationToken cancellationToken)
    {
        using var pending = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is var count and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rest = buffer.AsSpan(0, count);
            while (rest.IndexOf(LineFeed) is var end and >= 0)
            {
                pending.Write(rest[..end]);
                Take(pending.ToArray());
                pending.SetLength(0);
                rest = rest[(end + 1)..];
            }

            pending.Write(rest);
            if (pending.Length > MaxLineBytes)
            {
                throw Damaged();
            }
        }

        return pending.Length;
    }

    private void Take(byte[] bytes)
    {
        JournalLine line;
        try
        {
            line = JournalLineReader.Parse(bytes);
        }
        catch (FormatException)
        {
            throw Damaged();
        }

        if (!_memory.Accepts(line))
        {
            throw Damaged();
        }

        if (_memory.Lines == 0)
        {
            _first = line.Number;
            CheckHash(line.Number - 1, line.Previous);
        }

        _memory.Add(line, bytes);
        CheckHash(line.Number, _memory.LastHash);
        _onLine?.Invoke(line);
    }

    private void CheckHash(long number, string hash)
    {
        if (_head?.Number == number && _head.Hash != hash)
        {
            throw new KmsException(
                KmsError.StoreDamaged,
                $"The signing journal {_path} was changed: line {Math.Max(1, _memory.Lines)} (seq {number}) is not the one that {JournalHead.PathOf(_path)} names.",
                RestoreHint);
        }
    }

    private void CheckEnd()
    {
        if (_head is not null && _memory.NextNumber - 1 < _head.Number)
        {
            throw new KmsException(
                KmsError.StoreDamaged,
                $"The signing journal {_path} has lost its end: line {_memory.Lines + 1} (seq {_memory.NextNumber}) is missing, and it had come to seq {_head.Number}.",
                $"{RestoreHint} When you have made sure that nothing is pending that the lost lines signed, remove {JournalHead.PathOf(_path)} to go on with what is left.");
        }

        if (_memory.Missing > 0)
        {
            throw Damaged();
        }
    }

    private KmsException Damaged() => new(
        KmsError.StoreDamaged,
        $"The signing journal {_path} is damaged or was changed: line {_memory.Lines + 1} does not follow from those before.",
        "Restore it from a backup. It is what keeps the daemon from signing a transaction twice, so look at what is pending before you start with a new one.");
}
