using System.Buffers;
using System.Text;

namespace TatumKms.Cli.Terminal;

/// <summary>Writes text to standard output. Apart from <see cref="Results"/>, so that the help does not wait for what writes JSON.</summary>
internal static class TextResults
{
    /// <summary>Text for a person, such as the help.</summary>
    public static void WriteText(this ITerminal terminal, string text)
    {
        using var output = new SecretOutput(terminal.Output);
        output.Write(Encoding.UTF8.GetBytes(text));
        output.Flush();
    }
}
