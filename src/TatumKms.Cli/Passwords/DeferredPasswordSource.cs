using TatumKms.Core;

namespace TatumKms.Cli.Passwords;

/// <summary>A source that is made when the password is first needed: nobody is asked for settings before, and no library is loaded.</summary>
internal sealed class DeferredPasswordSource(Func<IPasswordSource> create) : IPasswordSource, IDisposable
{
    private IPasswordSource? _source;

    public Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken) =>
        (_source ??= create()).GetPasswordAsync(purpose, cancellationToken);

    public void Dispose() => (_source as IDisposable)?.Dispose();
}
