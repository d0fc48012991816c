using System.Globalization;
using System.Text;
using TatumKms.Cryptography.HdKeys;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.HdKeys;

public sealed class NfkdTests
{
    private const int LastCodePoint = 0x10ffff;

    [Fact]
    public void Normalize_passes_Unicodes_conformance_test()
    {
        var list = new Checklist();
        var tested = new HashSet<string>();
        foreach (var line in TestData.Lines("unicode/NormalizationTest.txt.gz").Where(line => char.IsAsciiHexDigit(line.FirstOrDefault())))
        {
            // NFKD of each of the five columns is the fifth.
            var columns = line.Split(';').Take(5).Select(Read).ToArray();
            list.Check(line, columns.All(column => Normalize(column) == columns[4]));
            tested.Add(columns[0]);
        }

        list.AssertAll(expectedCount: 19074);
        AssertAllOthersStandForThemselves(tested);
    }

    [Fact]
    public void Normalize_WhenTheTextIsAscii_CopiesIt()
    {
        var text = "Legal  winner\t"u8.ToArray();
        var normalized = Nfkd.Normalize(text);
        Assert.Equal(text, normalized);
        Assert.NotSame(text, normalized);
    }

    [Fact]
    public void Normalize_WhenEveryCharacterGrowsAsMuchAsCanBe_HasTheRoom() =>
        Assert.Equal(18 * 1000, Normalize(string.Concat(Enumerable.Repeat("\ufdfa", 1000))).Length);

    private static void AssertAllOthersStandForThemselves(HashSet<string> tested)
    {
        for (var codePoint = 0; codePoint <= LastCodePoint; codePoint++)
        {
            if (Rune.IsValid(codePoint) && char.ConvertFromUtf32(codePoint) is { } text && !tested.Contains(text))
            {
                Assert.Equal(text, Normalize(text));
            }
        }
    }

    private static string Normalize(string text) => Encoding.UTF8.GetString(Nfkd.Normalize(Encoding.UTF8.GetBytes(text)));

    private static string Read(string codePoints) => string.Concat(codePoints.Split(' ').Select(
        hex => char.ConvertFromUtf32(int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
}
