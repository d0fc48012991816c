using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Tests.Support;

/// <summary>Somebody at the terminal who types prepared lines.</summary>
internal sealed class FakePerson(IEnumerable<string> lines) : IControllingTerminal
{
    private readonly Queue<string> _lines = new(lines);

    /// <summary>What was asked, in order; questions that show the answer end with <c>(echo)</c>.</summary>
    public List<string> Questions { get; } = [];

    public SecretBytes? ReadLine(string label, bool echo)
    {
        Questions.Add(echo ? label + "(echo)" : label);
        return _lines.TryDequeue(out var line) ? SecretBytes.FromUtf8(line) : null;
    }
}
