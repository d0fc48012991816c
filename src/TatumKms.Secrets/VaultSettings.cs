using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>Which secret of a HashiCorp Vault the password is in, and how to get at it.</summary>
public sealed record VaultSettings
{
    /// <summary>The address of the server: https, or http to this machine.</summary>
    public required string Address { get; init; }

    /// <summary>Where the secret is in a KV engine of version 2: the engine's mount, a slash, the secret's path.</summary>
    public required string Path { get; init; }

    /// <summary>The field of the secret that is the password.</summary>
    public string Field { get; init; } = "password";

    /// <summary>The namespace, of Vault Enterprise and HCP.</summary>
    public string? Namespace { get; init; }

    /// <summary>How to log in.</summary>
    public required VaultLogin Login { get; init; }

    /// <summary>A PEM file with the certificates to trust in place of the system's.</summary>
    public string? CertificatesFile { get; init; }
}

/// <summary>How to log in to a HashiCorp Vault.</summary>
public abstract record VaultLogin
{
    private VaultLogin()
    {
    }

    /// <summary>With a token. The source disposes it.</summary>
    /// <param name="Value">The token.</param>
    public sealed record Token(SecretBytes Value) : VaultLogin;

    /// <summary>With the token in a file.</summary>
    /// <param name="Path">The file's path.</param>
    public sealed record TokenFile(string Path) : VaultLogin;

    /// <summary>With an AppRole, whose token is revoked when it has been used.</summary>
    /// <param name="RoleId">The role's id.</param>
    public sealed record AppRole(string RoleId) : VaultLogin
    {
        /// <summary>Where the AppRole method is mounted.</summary>
        public string Mount { get; init; } = "approle";

        /// <summary>The secret id; nothing where the role needs none. The source disposes it.</summary>
        public SecretBytes? SecretId { get; init; }

        /// <summary>The file with the secret id, where that is not given itself.</summary>
        public string? SecretIdFile { get; init; }
    }
}
