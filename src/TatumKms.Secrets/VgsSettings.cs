using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>Which alias of a VGS vault stands for the password, and how to get at it.</summary>
public sealed record VgsSettings
{
    /// <summary>The user name of the access credentials.</summary>
    public required string Username { get; init; }

    /// <summary>Their password. The source disposes it.</summary>
    public required SecretBytes Password { get; init; }

    /// <summary>The alias.</summary>
    public required string Alias { get; init; }

    /// <summary>Another address than that of live vaults, for one in VGS's sandbox.</summary>
    public string? Endpoint { get; init; }
}
