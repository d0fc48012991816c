using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>The terminal that a person sits at, whatever standard output and standard error are redirected to.</summary>
internal interface IControllingTerminal
{
    /// <summary>Shows a label and reads a line; nothing at the end of the input.</summary>
    /// <param name="label">What is asked for.</param>
    /// <param name="echo">Whether the line is shown while it is typed.</param>
    SecretBytes? ReadLine(string label, bool echo);
}
