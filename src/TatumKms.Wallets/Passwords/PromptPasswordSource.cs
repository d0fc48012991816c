using TatumKms.Core;

namespace TatumKms.Wallets.Passwords;

/// <summary>Asks a person for the password, and twice for that of a new store.</summary>
public sealed class PromptPasswordSource(IPasswordPrompt prompt) : IPasswordSource
{
    private const string Label = "Enter password to access wallet store (or set env var TATUM_KMS_PASSWORD):";
    private const string LabelOfRepetition = "Enter the same password again:";

    /// <inheritdoc />
    /// <exception cref="KmsException">The two passwords differ (<see cref="KmsError.Usage"/>), or there is no terminal.</exception>
    public Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        var password = prompt.Ask(Label);
        if (purpose == PasswordPurpose.Create && password.Length > 0)
        {
            Confirm(password);
        }

        return Task.FromResult(password);
    }

    private void Confirm(SecretBytes password)
    {
        try
        {
            using var repeated = prompt.Ask(LabelOfRepetition);
            if (!repeated.FixedTimeEquals(password.Span))
            {
                throw new KmsException(KmsError.Usage, "The two passwords are not the same.", "Nothing was written. Try again.");
            }
        }
        catch
        {
            password.Dispose();
            throw;
        }
    }
}
