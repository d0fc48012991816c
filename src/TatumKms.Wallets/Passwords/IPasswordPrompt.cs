using TatumKms.Core;

namespace TatumKms.Wallets.Passwords;

/// <summary>Asks a person at a terminal.</summary>
public interface IPasswordPrompt
{
    /// <summary>Shows a label and reads a line without echo, UTF-8; the caller disposes it.</summary>
    /// <exception cref="KmsException">There is no terminal (<see cref="KmsError.Configuration"/>).</exception>
    SecretBytes Ask(string label);
}
