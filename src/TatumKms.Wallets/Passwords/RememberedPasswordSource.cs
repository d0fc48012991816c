using TatumKms.Core;

namespace TatumKms.Wallets.Passwords;

/// <summary>Asks another source once and gives the same password each time, so that two files can be opened with one answer.</summary>
public sealed class RememberedPasswordSource(IPasswordSource source) : IPasswordSource, IDisposable
{
    private SecretBytes? _password;

    /// <inheritdoc />
    public async Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        _password ??= await source.GetPasswordAsync(purpose, cancellationToken);
        return _password.Copy();
    }

    /// <inheritdoc />
    public void Dispose() => _password?.Dispose();
}
