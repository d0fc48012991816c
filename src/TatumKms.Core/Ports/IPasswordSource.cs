namespace TatumKms.Core;

/// <summary>Where the store's password comes from.</summary>
public interface IPasswordSource
{
    /// <summary>Gets the password, UTF-8; the caller disposes it.</summary>
    /// <param name="purpose">What it is for: a source that asks a person asks twice for a new one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KmsException">There is none (<see cref="KmsError.Configuration"/>), or it cannot be read.</exception>
    Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken);
}

/// <summary>What a password is asked for.</summary>
public enum PasswordPurpose
{
    /// <summary>To open the store that exists.</summary>
    Open,

    /// <summary>To create a store: a person must repeat it.</summary>
    Create,
}
