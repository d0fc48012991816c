using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help;

/// <summary>A page of the help that is not about one command.</summary>
/// <param name="Name">What follows <c>tatum-kms help</c>.</param>
/// <param name="Summary">What it tells, for lists.</param>
/// <param name="Document">The page of the documentation that tells everything.</param>
/// <param name="Write">Writes the page.</param>
internal sealed record HelpTopic(string Name, string Summary, string Document, Action<HelpWriter, KmsOptions> Write);
