using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>
/// <c>/dev/tty</c>. The kernel keeps editing the line; only its echo is switched off, and it is switched on again when a
/// signal ends or stops the process at the prompt.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminal : IControllingTerminal
{
    private const string Device = "/dev/tty";

    public SecretBytes? ReadLine(string label, bool echo)
    {
        try
        {
            using var handle = File.OpenHandle(Device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            using var stream = new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0);
            if (echo)
            {
                stream.Write(Encoding.UTF8.GetBytes(label));
                return LineReader.Read(stream);
            }

            return ReadWithoutEcho(label, handle, stream);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.InputOutput, $"The terminal cannot be used: {cause.Message}", innerException: cause);
        }
    }

    private static SecretBytes? ReadWithoutEcho(string label, SafeFileHandle handle, FileStream stream)
    {
        using var quiet = new EchoSwitch(handle);
        PosixSignal[] ending = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT, PosixSignal.SIGTSTP];

        // The handlers do not cancel: after them the signal does what it always does.
        var registrations = ending.Select(signal => PosixSignalRegistration.Create(signal, _ => quiet.Restore())).ToList();
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => quiet.SwitchOff()));
        try
        {
            quiet.SwitchOff();
            stream.Write(Encoding.UTF8.GetBytes(label));
            return LineReader.Read(stream);
        }
        finally
        {
            registrations.ForEach(registration => registration.Dispose());
            quiet.Restore();
            stream.Write("\n"u8);
        }
    }
}
