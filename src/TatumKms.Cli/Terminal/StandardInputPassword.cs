using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>The password as a line of standard input, where that is not a terminal. A script is not asked twice.</summary>
internal sealed class StandardInputPassword(ITerminal terminal, string label) : IPasswordSource
{
    public Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken) =>
        Task.FromResult(terminal.Ask(label));
}
