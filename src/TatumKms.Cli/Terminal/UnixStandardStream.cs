using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace TatumKms.Cli.Terminal;

/// <summary>
/// A standard stream as the kernel has it. System.Console would set the terminal up for key presses before the first write,
/// print control characters for that, and swallow a broken pipe.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class UnixStandardStream(int descriptor) : Stream
{
    public const int Input = 0, Output = 1, Error = 2;

    private const int GetDescriptorFlags = 1, CloseOnExecute = 1;
    private const int Interrupted = 4, BrokenPipe = 32;
    private const short ReadyToRead = 1, ReadyToWrite = 4;
    private const nuint GetWindowSizeOnLinux = 0x5413;
    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    // A shell can start a program without one of its streams (>&-). Then the runtime or a wallet file gets the number, and what is
    // written would end up there. Whatever survived the start of the program does not close on execution; what was opened since does.
    private readonly bool _isInherited = GetFlags(descriptor, GetDescriptorFlags) is >= 0 and var flags && (flags & CloseOnExecute) == 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether the stream is a terminal.</summary>
    public bool IsTerminal => _isInherited && IsATerminal(descriptor) == 1;

    /// <summary>The columns of the terminal, or nothing where it does not tell. Only Linux is asked: elsewhere the call has another form.</summary>
    public int? Columns => OperatingSystem.IsLinux() && GetWindowSize(descriptor, GetWindowSizeOnLinux, out var size) == 0 && size.Columns > 0 ? size.Columns : null;

    /// <summary>The stream, or one that swallows everything where the program was started without it.</summary>
    public Stream OrNull => _isInherited ? this : Null;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        nint read;
        while ((read = ReadBytes(descriptor, buffer, buffer.Length)) < 0)
        {
            ThrowUnlessTransient();
        }

        return (int)read;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="IOException">The program was started without the stream, or it takes no more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isInherited)
        {
            throw new IOException("The stream is closed.");
        }

        while (!buffer.IsEmpty)
        {
            var written = WriteBytes(descriptor, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
            }
            else if (descriptor == Error && Marshal.GetLastPInvokeError() == BrokenPipe)
            {
                // Nobody reads the sentences any more; the exit code still says how it went.
                return;
            }
            else
            {
                ThrowUnlessTransient();
            }
        }
    }

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void ThrowUnlessTransient()
    {
        var error = Marshal.GetLastPInvokeError();
        if (error == WouldBlock)
        {
            // Somebody else made the shared pipe non-blocking.
            _ = Poll(new PollRequest(descriptor, descriptor == Input ? ReadyToRead : ReadyToWrite), 1, timeout: -1);
        }
        else if (error == BrokenPipe)
        {
            throw new ReaderGoneException(Marshal.GetPInvokeErrorMessage(error));
        }
        else if (error != Interrupted)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int GetFlags(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "isatty")]
    private static partial int IsATerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadBytes(int descriptor, Span<byte> buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteBytes(int descriptor, ReadOnlySpan<byte> buffer, nint length);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(in PollRequest request, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int GetWindowSize(int descriptor, nuint request, out WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct WindowSize
    {
        private readonly ushort _rows;
        private readonly ushort _columns;
        private readonly ushort _width;
        private readonly ushort _height;

        public int Columns => _columns;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct PollRequest(int descriptor, short events)
    {
        private readonly int _descriptor = descriptor;
        private readonly short _events = events;
        private readonly short _results;
    }
}
