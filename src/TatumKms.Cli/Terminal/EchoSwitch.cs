using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace TatumKms.Cli.Terminal;

/// <summary>Switches a terminal's echo off and back to what it was (termios, POSIX.1-2017 chapter 11).</summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class EchoSwitch : IDisposable
{
    // Larger than termios on every system (60 bytes with glibc and musl, 72 on macOS). Of its fields only the local modes are
    // changed: the fourth one, of 4 bytes on Linux and of 8 on macOS. The echo flag is 8 on both.
    private const int StructureSize = 256;
    private const int SetAfterOutput = 1;
    private const byte EchoFlag = 8;
    private static readonly int LocalModesOffset = OperatingSystem.IsMacOS() ? 24 : 12;

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _terminal;
    private readonly byte[] _before = new byte[StructureSize];

    public EchoSwitch(SafeFileHandle terminal)
    {
        _terminal = terminal;
        if (GetAttributes(terminal, _before) != 0)
        {
            throw new IOException("its modes cannot be read.");
        }
    }

    public void SwitchOff()
    {
        var quiet = (byte[])_before.Clone();
        quiet[LocalModesOffset] &= unchecked((byte)~EchoFlag);
        Set(quiet);
    }

    public void Restore() => Set(_before);

    public void Dispose() => Restore();

    private void Set(byte[] attributes)
    {
        lock (_lock)
        {
            if (!_terminal.IsClosed)
            {
                _ = SetAttributes(_terminal, SetAfterOutput, attributes);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(SafeFileHandle terminal, [In, Out] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(SafeFileHandle terminal, int when, byte[] attributes);
}
