using System.Runtime.Versioning;
using System.Text;
using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>The process's own streams: asks at the terminal where there is one, else takes a line of standard input for each question.</summary>
internal sealed class StandardTerminal(
    Stream input,
    Stream output,
    TextWriter error,
    (bool Output, bool Error) isTerminal,
    IControllingTerminal? controlling) : ITerminal
{
    public bool CanAsk => controlling is not null;

    public bool ErrorIsTerminal => isTerminal.Error;

    public bool OutputIsTerminal => isTerminal.Output;

    public Stream Input => input;

    /// <summary>Whether those of the streams that are terminals may have colours.</summary>
    public bool HasColours { get; init; }

    public int? Columns { get; init; }

    public Ink OutputInk => HasColours && isTerminal.Output ? new Ink(isOn: true) : Ink.None;

    public Ink ErrorInk => HasColours && isTerminal.Error ? new Ink(isOn: true) : Ink.None;

    public Stream Output => output;

    public TextWriter Error => error;

    /// <summary>The streams of this process.</summary>
    public static StandardTerminal Open(bool hasColours) => OperatingSystem.IsWindows() ? OpenConsole(hasColours) : OpenDescriptors(hasColours);

    public SecretBytes Ask(string label)
    {
        var line = controlling is null ? ReadInput() : controlling.ReadLine(label, echo: false);
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

    [UnsupportedOSPlatform("windows")]
    private static StandardTerminal OpenDescriptors(bool hasColours)
    {
        var input = new UnixStandardStream(UnixStandardStream.Input);
        var output = new UnixStandardStream(UnixStandardStream.Output);
        var error = new UnixStandardStream(UnixStandardStream.Error);
        return new StandardTerminal(
            input.OrNull,
            output,
            CreateWriter(error.OrNull),
            (output.IsTerminal, error.IsTerminal),
            input.IsTerminal ? new UnixTerminal() : null)
        {
            HasColours = hasColours,
            Columns = output.IsTerminal ? output.Columns : null,
        };
    }

    private static StandardTerminal OpenConsole(bool hasColours)
    {
        var error = CreateWriter(Console.OpenStandardError());
        return new StandardTerminal(
            Console.OpenStandardInput(),
            Console.OpenStandardOutput(),
            error,
            (!Console.IsOutputRedirected, !Console.IsErrorRedirected),
            Console.IsInputRedirected ? null : new WindowsTerminal(error))
        {
            HasColours = hasColours,
            Columns = Console.IsOutputRedirected ? null : Console.WindowWidth,
        };
    }

    private SecretBytes? ReadInput()
    {
        try
        {
            return LineReader.Read(input);
        }
        catch (IOException cause)
        {
            throw new KmsException(KmsError.InputOutput, $"Standard input cannot be read: {cause.Message}", innerException: cause);
        }
    }

    private static TextWriter CreateWriter(Stream stream) =>
        TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
}
