using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>The password as a line of standard input, where that is not a terminal. A script is not asked twice.</summary>
internal sealed class StandardInputPassword(ITerminal terminal) : IPasswordSource
{
    public Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken) =>
        Task.FromResult(terminal.Ask("Enter password to access wallet store (or set env var TATUM_KMS_PASSWORD):"));
}
