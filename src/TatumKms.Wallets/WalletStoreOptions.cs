using TatumKms.Core;
using TatumKms.Wallets.Envelope;

namespace TatumKms.Wallets;

/// <summary>Where the store is and how it is written.</summary>
public sealed class WalletStoreOptions
{
    /// <summary>The path of <c>wallet.dat</c>. A symbolic link is followed: what it points to is read and replaced.</summary>
    public required string Path { get; init; }

    /// <summary>The cost of the password hash for a store that is created or converted; a store that exists keeps its own.</summary>
    public KdfParameters Kdf { get; init; } = KdfParameters.Default;

    /// <summary>Whether a new password may have fewer than <see cref="Passwords.PasswordStrength.LeastCharacters"/> characters.</summary>
    public bool AllowWeakPassword { get; init; }

    /// <summary>Makes keys of a password. Tests that open a store a hundred thousand times put something cheap here; nothing else can.</summary>
    internal KeyDerivation DeriveKey { get; init; } = StoreKeys.DeriveByScrypt;

    /// <summary>
    /// Gets the contents of a file of the original when it was converted, as they were in it, to look them over: that format
    /// checks nothing. They live as long as the call.
    /// </summary>
    public Action<IWalletSnapshot>? Converted { get; init; }

    /// <summary>Gets whole sentences for stderr: a conversion of the format, a file that others can read. Never a secret.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>How long a writer waits for another one.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Measures the wait for the lock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
