using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>The Windows console, key by key.</summary>
internal sealed class WindowsTerminal(TextWriter output) : IControllingTerminal
{
    private const int MaximumLength = 4096;

    public SecretBytes? ReadLine(string label, bool echo)
    {
        output.Write(label);
        var line = GC.AllocateUninitializedArray<char>(MaximumLength, pinned: true);
        try
        {
            return SecretBytes.FromUtf8(line.AsSpan(0, ReadKeys(line, echo)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(line.AsSpan()));
            output.WriteLine();
        }
    }

    private static int ReadKeys(char[] line, bool echo)
    {
        var length = 0;
        for (var key = Console.ReadKey(!echo); key.Key != ConsoleKey.Enter; key = Console.ReadKey(!echo))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                length = Math.Max(0, length - 1);
            }
            else if (key.KeyChar != '\0' && length < MaximumLength)
            {
                line[length++] = key.KeyChar;
            }
        }

        return length;
    }
}
