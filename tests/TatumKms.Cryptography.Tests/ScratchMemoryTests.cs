using System.Globalization;

namespace TatumKms.Cryptography.Tests;

[Collection(nameof(ScratchMemory))]
public sealed class ScratchMemoryTests
{
    private const string NotInDumps = "dd";

    [Fact]
    public void More_than_there_can_be_is_an_OutOfMemoryException() =>
        Assert.ThrowsAny<OutOfMemoryException>(() => new ScratchMemory(long.MaxValue / 2));

    [Fact]
    public void On_Linux_it_is_left_out_of_dumps_and_no_longer_ours_once_disposed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says what is mapped and how.");
        nuint address;
        using (var memory = new ScratchMemory(1 << 20))
        {
            address = memory.Address;
            memory.Bytes(1 << 20).Fill(1);
            Assert.Contains(NotInDumps, FlagsAt(address));
        }

        Assert.DoesNotContain(NotInDumps, FlagsAt(address));
    }

    [Fact]
    public void What_is_disposed_cannot_be_reached_and_not_be_freed_again()
    {
        var memory = new ScratchMemory(4096);
        memory.Dispose();
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.Address);
        Assert.Throws<ObjectDisposedException>(() => memory.Bytes(1).Length);
    }

    // /proc/self/smaps: a line "from-to rights …" for each mapping, its numbers below it, "VmFlags: rd wr …" the last.
    private static string[] FlagsAt(nuint address)
    {
        var isHere = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0].Split('-') is [var from, var to])
            {
                isHere = Number(from) <= address && address < Number(to);
            }
            else if (isHere && words[0] == "VmFlags:")
            {
                return words[1..];
            }
        }

        return [];
    }

    private static nuint Number(string digits) => nuint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
