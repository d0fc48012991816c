using TatumKms.Core;

namespace TatumKms.Wallets.Passwords;

/// <summary>Asks a person for the password, and twice for that of a new store.</summary>
/// <param name="prompt">The terminal.</param>
/// <param name="label">The question.</param>
/// <param name="say">Gets a sentence on the strength of a new password.</param>
public sealed class PromptPasswordSource(IPasswordPrompt prompt, string label, Action<string>? say = null) : IPasswordSource
{
    private const string LabelOfRepetition = "Enter the same password again:";

    /// <inheritdoc />
    /// <exception cref="KmsException">The two passwords differ (<see cref="KmsError.Usage"/>), or there is no terminal.</exception>
    public Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        var password = prompt.Ask(label);
        if (purpose == PasswordPurpose.Create && password.Length > 0)
        {
            Confirm(password);
            say?.Invoke(PasswordStrength.Describe(password.Span));
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
