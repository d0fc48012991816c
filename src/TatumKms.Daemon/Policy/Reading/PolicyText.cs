using System.Text;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy.Reading;

/// <summary>A file that is read, for messages that name the place.</summary>
internal sealed class PolicyText(ReadOnlySpan<byte> utf8, string name)
{
    private readonly byte[] _utf8 = utf8.ToArray();

    /// <summary>A failure at a byte of the file.</summary>
    public KmsException Wrong(long position, string sentence) => new(
        KmsError.Configuration,
        $"{name}, line {LineOf(position)}, column {ColumnOf(position)}: {sentence}",
        "docs/policy.md tells the format; 'tatum-kms policy init' prints an example.");

    private int LineOf(long position) => 1 + Before(position).Count((byte)'\n');

    private int ColumnOf(long position)
    {
        var before = Before(position);
        return 1 + Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]);
    }

    private ReadOnlySpan<byte> Before(long position) => _utf8.AsSpan(0, (int)Math.Min(position, _utf8.Length));
}
