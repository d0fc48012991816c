using System.Globalization;
using System.Text;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>What Unicode's character database says about decomposition, read when the first text beyond ASCII needs it.</summary>
internal sealed class NfkdTable
{
    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<int, byte> _combiningClasses = [];

    private NfkdTable()
    {
        foreach (var line in Encoding.ASCII.GetString(EmbeddedText.Read("nfkd.txt")).Split('\n'))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                Add(line.Split(';'));
            }
        }
    }

    public static NfkdTable Instance { get; } = new();

    /// <summary>Zero for a starter, which never moves.</summary>
    public byte CombiningClass(int codePoint) => _combiningClasses.GetValueOrDefault(codePoint);

    /// <summary>Nothing where the code point stands for itself. Hangul is not in the table.</summary>
    public ReadOnlySpan<int> Decomposition(int codePoint) => _decompositions.GetValueOrDefault(codePoint);

    private void Add(string[] fields)
    {
        var codePoint = ParseHex(fields[0]);
        var combiningClass = byte.Parse(fields[1], CultureInfo.InvariantCulture);
        if (combiningClass != 0)
        {
            _combiningClasses.Add(codePoint, combiningClass);
        }

        if (fields[2].Length > 0)
        {
            _decompositions.Add(codePoint, [.. fields[2].Split(' ').Select(ParseHex)]);
        }
    }

    private static int ParseHex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
