using System.Text;
using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>The process's own streams: asks at the terminal where there is one, else takes a line of standard input for each question.</summary>
internal sealed class StandardTerminal(
    Stream input,
    Stream output,
    TextWriter error,
    bool errorIsTerminal,
    IControllingTerminal? controlling) : ITerminal
{
    public bool CanAsk => controlling is not null;

    public bool ErrorIsTerminal => errorIsTerminal;

    public Stream Output => output;

    public TextWriter Error => error;

    /// <summary>The streams of this process.</summary>
    public static StandardTerminal Open()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true });
        return new StandardTerminal(
            Console.OpenStandardInput(),
            Console.OpenStandardOutput(),
            error,
            !Console.IsErrorRedirected,
            Console.IsInputRedirected ? null : OperatingSystem.IsWindows() ? new WindowsTerminal(error) : new UnixTerminal());
    }

    public SecretBytes Ask(string label)
    {
        var line = controlling is null ? LineReader.Read(input) : controlling.ReadLine(label, echo: false);
        return line ?? throw (controlling is null
            ? new KmsException(
                KmsError.Configuration,
                $"There is no terminal to ask at, and standard input has no line for: {label.TrimEnd(':')}.",
                "Set TATUM_KMS_PASSWORD, use --password-file, or write one line for each question to standard input.")
            : new KmsException(KmsError.Usage, "Nothing was entered."));
    }

    public string AskOpenly(string question)
    {
        using var line = controlling?.ReadLine(question, echo: true);
        return line is null ? "" : Encoding.UTF8.GetString(line.Span);
    }
}
