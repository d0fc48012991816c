using System.Text;
using TatumKms.Core;

namespace TatumKms.Wallets.Tests.Support;

/// <summary>Gives one password and remembers for what it was asked.</summary>
internal sealed class FixedPassword(string password = Stores.Password) : IPasswordSource
{
    public string Password { get; set; } = password;

    public List<PasswordPurpose> Asked { get; } = [];

    public Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        Asked.Add(purpose);
        return Task.FromResult(new SecretBytes(Encoding.UTF8.GetBytes(Password)));
    }
}
