using TatumKms.Core;

namespace TatumKms.Wallets.Passwords;

/// <summary>A password that the configuration has already read, from <c>TATUM_KMS_PASSWORD</c> for one.</summary>
public sealed class EnvironmentPasswordSource : IPasswordSource, IDisposable
{
    private readonly SecretBytes _password;

    /// <summary>Takes over the password, UTF-8.</summary>
    public EnvironmentPasswordSource(SecretBytes password) => _password = password;

    /// <summary>Takes a variable's value. The runtime keeps its own copy of the string, which nobody can zero.</summary>
    public EnvironmentPasswordSource(string value)
        : this(SecretBytes.FromUtf8(value))
    {
    }

    /// <inheritdoc />
    public Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken) => Task.FromResult(_password.Copy());

    /// <inheritdoc />
    public void Dispose() => _password.Dispose();
}
