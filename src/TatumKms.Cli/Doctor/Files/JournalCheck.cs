using TatumKms.Core;
using TatumKms.Daemon.Journal;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>Whether the signing journal is whole, and whether a daemon has it.</summary>
internal sealed class JournalCheck(Func<string> file) : LocalCheck("journal")
{
    protected override Finding Run(CancellationToken cancellationToken)
    {
        var path = file();
        if (!File.Exists(path))
        {
            return Finding.NotApplicable("There is no signing journal: no daemon has run with this wallet file.");
        }

        try
        {
            var report = JournalAudit.Verify(path, cancellationToken);
            return Finding.Ok($"The signing journal is whole: {report.Lines} lines, {report.Transactions} transactions. {DescribeUse(path)}");
        }
        catch (KmsException damaged) when (damaged.Error == KmsError.StoreDamaged)
        {
            return Finding.Problem(damaged.Message, $"tatum-kms audit verify {ShellText.Quote(path)}");
        }
    }

    private static string DescribeUse(string path) => JournalAudit.IsInUse(path) switch
    {
        true => "A daemon has it open.",
        false => "No daemon has it open.",
        null => "Whether a daemon has it open cannot be told.",
    };
}
